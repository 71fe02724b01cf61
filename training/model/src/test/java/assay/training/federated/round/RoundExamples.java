package assay.training.federated.round;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rounds of three sites as they come out when all goes well, one site being late. */
public final class RoundExamples {

  static final List<Account> SITES =
      Stream.of(6, 7, 8)
          .map(TestAccounts::number)
          .sorted(Comparator.comparing(Account::address))
          .toList();
  static final LeftOut LATE =
      new LeftOut(TestAccounts.number(9).address(), "nothing came within 30 s");

  private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");

  private final Account coordinator;
  private final FederatedJob job;

  public RoundExamples(Account coordinator) {
    this.coordinator = coordinator;
    this.job =
        new FederatedJob(
            new ContractAt(31_337, new Address("0x" + "12".repeat(20))),
            new BountyId(Bytes32.keccak256("bounty")),
            coordinator.address());
  }

  public FederatedJob job() {
    return job;
  }

  /** With an anchor over each round. */
  public RoundLog log(int rounds) {
    List<RoundEntry> entries = IntStream.rangeClosed(1, rounds).mapToObj(this::entry).toList();
    List<RoundAnchor> anchors = new ArrayList<>();
    for (RoundEntry entry : entries) {
      int index = anchors.size();
      anchors.add(
          new RoundAnchor(index, entry.round().root(), Bytes32.keccak256("transaction " + index)));
    }
    return new RoundLog(job, entries, anchors);
  }

  RoundEntry entry(int number) {
    return signed(round(number, model(number - 1), updates(number, model(number - 1))));
  }

  RoundEntry signed(FederatedRound round) {
    return new RoundEntry(round, round.signedBy(coordinator));
  }

  FederatedRound round(int number, Bytes32 previousModel, List<SignedUpdate> updates) {
    return new FederatedRound(
        job,
        number,
        cid("plan " + number),
        previousModel,
        model(number),
        cid("checkpoint " + number),
        Bytes32.keccak256("metrics " + number),
        updates,
        List.of(LATE));
  }

  List<SignedUpdate> updates(int round, Bytes32 previousModel) {
    return SITES.stream().map(site -> update(site, round, previousModel)).toList();
  }

  SignedUpdate update(Account site, int round, Bytes32 previousModel) {
    return SignedUpdate.by(
        site,
        new SiteUpdate(
            job,
            round,
            site.address(),
            Bytes32.keccak256("grant of " + site.address()),
            101 + SITES.indexOf(site),
            previousModel,
            Bytes32.keccak256("update " + round + " of " + site.address()),
            0));
  }

  SignedCall call(int round) {
    return SignedCall.by(
        coordinator, new FederatedCall(job, round, cid("plan " + round), DEADLINE));
  }

  static Bytes32 model(int number) {
    return Bytes32.keccak256("model " + number);
  }

  private static Cid cid(String content) {
    return Cid.of(Cid.Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
  }
}
