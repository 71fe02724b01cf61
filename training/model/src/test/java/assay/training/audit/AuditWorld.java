package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.FinalEvents;
import assay.chain.HashSignature;
import assay.chain.TestAccounts;
import assay.chain.Wei;
import assay.chain.contract.BountyMarket;
import assay.chain.contract.EvaluationPanel;
import assay.registry.content.Cid;
import assay.registry.grant.GrantDeed;
import assay.training.audit.AuditActors.Player;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.Commits;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.Score;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.ScoreVector;
import assay.training.bounty.TestSet;
import assay.training.data.Digits;
import assay.training.ledger.BeaconCalls;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.MarketCalls;
import assay.training.ledger.PanelCalls;
import assay.training.ledger.SeedRequest;
import assay.training.ledger.SubmissionCalls;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** All that happens to a bounty, in single steps. */
final class AuditWorld {

  static final int WINDOW = 3_600;

  private static final int SAMPLES = 200;
  private static final int SAMPLES_PER_CALL = 25;
  private static final Address PLATFORM = TestAccounts.number(77).address();

  /** An open bounty and what its researcher alone knows. */
  record Open(BountyId id, TestSet tests, Bytes32 testKey) {}

  /** A submission before it is revealed. */
  record Entry(Player miner, Commits.Opening opening, Bytes32 key) {}

  private final AuditActors actors;
  private final ChainClient chain;
  private final MarketCalls market;
  private final SubmissionCalls submissions;
  private final BeaconCalls beacon;
  private final PanelCalls panel;
  private final FinalEvents events;
  private final Random random = new Random(11);

  AuditWorld(AuditActors actors) {
    this.actors = actors;
    this.chain = actors.local.chain();
    Deployment deployment = actors.local.deployment();
    this.market = new MarketCalls(chain, deployment);
    this.submissions = new SubmissionCalls(chain, deployment);
    this.beacon = new BeaconCalls(chain, deployment);
    this.panel = new PanelCalls(chain, deployment);
    this.events = new FinalEvents(chain, deployment);
  }

  AuditActors actors() {
    return actors;
  }

  // ------------------------------------------------------------------ steps

  Open open(BountyTerms.Extras extras) {
    BigInteger nonce = market.nextNonce(actors.researcher.address());
    BountyOrigin origin =
        new BountyOrigin(
            BigInteger.valueOf(chain.settings().chainId()),
            market.address(),
            actors.researcher.address(),
            nonce);
    TestSet tests =
        TestSet.salted(
            origin,
            Digits.load().test().select(IntStream.range(0, SAMPLES).toArray()),
            this::fresh);
    Bytes32 testKey = fresh();
    String spec = "a specification, number " + nonce;
    BountyTerms terms =
        new BountyTerms(
            nonce,
            new BountyTerms.Spec(
                actors.put(spec), Bytes32.keccak256(spec), AuditActors.recipient()),
            new BountyTerms.Test(
                tests.root(), SAMPLES, origin.testKeyCommit(testKey), new Score(950_000)),
            new BountyTerms.Panel(3, 2, 1 << 20),
            BountyTerms.Money.inEther(
                Wei.ofEther("3"), Wei.ofEther("0.3"), Wei.ofEther("0.5"), Wei.ofEther("0.1"), 2),
            BountyTerms.Split.standard(PLATFORM),
            List.of(
                new BountyTerms.DatasetWeight(actors.datasets.get(0), 6_000, true),
                new BountyTerms.DatasetWeight(actors.datasets.get(1), 4_000, false)),
            new BountyTerms.Windows(
                WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW),
            extras);
    actors.researcher.sender().send(market.open(terms));
    return new Open(BountyId.of(origin, terms.spec().hash()), tests, testKey);
  }

  void revealSample(Open open) {
    giveSeeds(Set.of());
    Bytes32 seed = facts(open.id()).sampleSeed().orElseThrow();
    SamplePermutation permutation = new SamplePermutation(seed, SAMPLES);
    int count = SamplePermutation.publicCount(SAMPLES);
    for (int first = 0; first < count; first += SAMPLES_PER_CALL) {
      actors
          .researcher
          .sender()
          .send(
              market.revealSample(
                  open.id(), open.tests().reveal(permutation, first, SAMPLES_PER_CALL)));
    }
  }

  /**
   * Commits to a checkpoint.
   *
   * @param plain what its plaintext would be
   */
  Entry commit(BountyId bounty, Player miner, String plain) {
    String sealed = "sealed for " + miner.address() + ": " + plain;
    Cid cid = actors.put(sealed);
    Bytes32 key = fresh();
    Commits.Opening opening =
        new Commits.Opening(
            new BigInteger(1, Arrays.copyOf(cid.bytes(), 4)).intValueExact(),
            cid.digest(),
            AuditActors.sha256(sealed),
            AuditActors.sha256(plain),
            sealed.length(),
            plain.length(),
            commits(bounty).keyCommit(market.address(), miner.address(), key),
            fresh());
    Bytes32 hash = commits(bounty).submission(market.address(), miner.address(), opening);
    miner.sender().send(submissions.commit(bounty, hash));
    return new Entry(miner, opening, key);
  }

  void reveal(BountyId bounty, Entry entry, List<Optional<GrantDeed>> grants) {
    entry.miner().sender().send(submissions.reveal(bounty, entry.opening(), grants));
  }

  /** Every contributor that is asked gives, but these. */
  void giveSeeds(Set<Address> silent) {
    for (Player player : actors.evaluators.values()) {
      events.refresh();
      for (SeedRequest request : SeedRequest.waitingFor(player.address(), events)) {
        if (!silent.contains(player.address())) {
          Bytes32 preimage = player.hashes().at(request.positionOf(player.address()).orElseThrow());
          player.sender().send(beacon.contribute(request, player.address(), preimage));
        }
      }
    }
  }

  /** Whoever is asked for the seed that is waited for. */
  List<Address> asked() {
    events.refresh();
    List<SeedRequest> waiting =
        actors.evaluators.keySet().stream()
            .flatMap(one -> SeedRequest.waitingFor(one, events).stream())
            .toList();
    return waiting.get(waiting.size() - 1).contributors();
  }

  void commitScores(BountyId bounty, Address seat, List<Integer> counts) {
    actors.seat(seat).sender().send(panel.commitScores(bounty, scores(bounty, seat, counts)));
  }

  private Bytes32 scores(BountyId bounty, Address seat, List<Integer> counts) {
    Commits.Seat seated = new Commits.Seat(panel.address(), facts(bounty).round(), seat);
    return commits(bounty).scores(seated, vector(counts), salt(seat));
  }

  void revealScores(BountyId bounty, Address seat, List<Integer> counts) {
    actors.seat(seat).sender().send(panel.revealScores(bounty, vector(counts), salt(seat)));
  }

  private static Bytes32 salt(Address seat) {
    return Bytes32.keccak256("salt of " + seat);
  }

  private static ScoreVector vector(List<Integer> counts) {
    return ScoreVector.ofReports(
        counts.stream()
            .map(count -> count < 0 ? ScoreReport.UNAVAILABLE : new ScoreReport(count))
            .toList());
  }

  /** The cheap path: one transaction with the signatures of all seats. */
  void submitSigned(BountyId bounty, List<Integer> each) {
    List<Address> seats = seats(bounty);
    List<BigInteger> counts = new ArrayList<>();
    seats.forEach(seat -> each.forEach(count -> counts.add(BigInteger.valueOf(count))));
    Address address = actors.local.deployment().address(ContractName.EVALUATION_PANEL);
    EvaluationPanel contract = chain.wrap(EvaluationPanel::load, address);
    Bytes32 digest =
        Bytes32.of(
            chain.read(
                "the digest", () -> contract.scoresDigest(bounty.value().bytes(), counts).send()));
    List<byte[]> signatures =
        seats.stream()
            .map(seat -> HashSignature.sign(actors.seat(seat).account(), digest).hex())
            .map(hex -> HexFormat.of().parseHex(hex.substring(2)))
            .toList();
    actors
        .researcher
        .sender()
        .send(
            ContractCall.of(
                "submit signed scores",
                address,
                contract
                    .submitSigned(bounty.value().bytes(), counts, signatures)
                    .encodeFunctionCall()));
  }

  void report(BountyId bounty, Address seat, int unopened) {
    actors
        .seat(seat)
        .sender()
        .send(
            actors.call(
                ContractName.EVALUATION_PANEL,
                address ->
                    chain
                        .wrap(EvaluationPanel::load, address)
                        .reportTestSet(bounty.value().bytes(), BigInteger.valueOf(unopened))));
  }

  void publishTestKey(Open open) {
    actors
        .researcher
        .sender()
        .send(
            actors.call(
                ContractName.BOUNTY_MARKET,
                address ->
                    chain
                        .wrap(BountyMarket::load, address)
                        .publishTestKey(open.id().value().bytes(), open.testKey().bytes())));
  }

  void cancel(BountyId bounty) {
    actors.researcher.sender().send(market.cancel(bounty));
  }

  void complain(BountyId bounty) {
    actors.researcher.sender().send(market.complain(bounty));
  }

  void publishKey(BountyId bounty, Entry entry) {
    entry.miner().sender().send(market.publishKey(bounty, entry.key()));
  }

  void challenge(BountyId bounty, Player challenger) {
    challenger.sender().send(market.challenge(bounty));
  }

  /** Lets time pass and leads the bounty on. */
  void poke(BountyId bounty, int seconds) {
    actors.advance(seconds);
    actors.researcher.sender().send(market.poke(bounty));
  }

  // ------------------------------------------------------------------ readings

  List<Address> seats(BountyId bounty) {
    events.refresh();
    List<Address> seats = new ArrayList<>();
    events.about("bounty", bounty.value()).stream()
        .filter(event -> event.name().equals("PanelDrawn"))
        .reduce((first, second) -> second)
        .ifPresent(event -> event.texts("seats").forEach(seat -> seats.add(new Address(seat))));
    return Collections.unmodifiableList(seats);
  }

  BountyFacts facts(BountyId bounty) {
    events.refresh();
    return BountyFacts.of(events, bounty).orElseThrow();
  }

  Evidence evidence(BountyId bounty) {
    events.refresh();
    return new EvidenceCollector(
            chain,
            actors.local.deployment(),
            actors.local.manifest().statement().settings(),
            actors.store)
        .collect(events, bounty, (done, all) -> {});
  }

  private Commits commits(BountyId bounty) {
    return new Commits(BigInteger.valueOf(chain.settings().chainId()), bounty);
  }

  private Bytes32 fresh() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
