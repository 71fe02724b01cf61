package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.bounty.ScoreVector;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Whether each seat's counts are those it committed to or signed. */
final class Scores {

  private static final String COMMIT = "commitScores(bytes32,bytes32)";
  private static final String SIGNED = "submitSigned(bytes32,uint32[],bytes[])";
  private static final String REPORT = "reportTestSet(bytes32,uint64)";
  private static final Bytes32 TYPE =
      Bytes32.keccak256(
          "Scores(bytes32 bounty,uint8 round,address[] seats,uint32[] counts,uint64 deadline)");
  private static final int WORD = 32;
  private static final int SIGNATURE_BYTES = 65;

  private final BountyCase bounty;
  private final Panel panel;
  private final int slots;

  Scores(BountyCase bounty, Panel panel, int slots) {
    this.bounty = bounty;
    this.panel = panel;
    this.slots = slots;
  }

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Panel.Seat seat : panel.all()) {
      claims.add(
          Findings.derive(
              ClaimName.SCORE_COMMIT, seat.account(), proof(seat), found -> seat(found, seat)));
    }
    claims.add(
        Findings.derive(
            ClaimName.SCORE_COMMIT,
            "all seats",
            "nobody but a seat of the round said anything, and each said it once",
            this::speakers));
    return claims;
  }

  private String proof(Panel.Seat seat) {
    if (panel.reveal(seat.account()).isEmpty()) {
      return panel.commit(seat.account()).isPresent()
          ? "committed, never revealed"
          : "said nothing";
    }
    return panel.commit(seat.account()).isPresent()
        ? "chain, panel, bounty, round, seat, counts and salt hash to the commit"
        : "its signature over the scores of all seats gives its address";
  }

  private void speakers(Findings findings) {
    for (String name : List.of("ScoresCommitted", "ScoresRevealed")) {
      List<ChainEvent> said = bounty.events(name);
      findings.same(
          "the number of seats behind " + name,
          (long) said.size(),
          said.stream().map(event -> event.address("evaluator")).distinct().count());
      for (ChainEvent event : said) {
        findings.same(
            "the round of " + event.address("evaluator"),
            panel.seat(event.address("evaluator")).map(Panel.Seat::round).orElse(-1),
            (int) event.number("round"));
      }
    }
    bounty.events("TestSetReported").forEach(event -> report(findings, event));
  }

  private void report(Findings findings, ChainEvent event) {
    Address evaluator = event.address("evaluator");
    findings.require(
        panel.seat(evaluator).filter(seat -> !seat.isOfChallenge()).isPresent(),
        "%s reported without a seat".formatted(evaluator));
    sent(findings, event, REPORT, event.integer("unopened"));
  }

  private void sent(Findings findings, ChainEvent event, String function, BigInteger word) {
    bounty.requireSent(
        findings,
        event,
        function,
        call -> call.number(1).equals(word),
        "nobody sent what %s says".formatted(event.name()));
  }

  private void seat(Findings findings, Panel.Seat seat) {
    Address account = seat.account();
    Optional<ChainEvent> commit = panel.commit(account);
    commit.ifPresent(
        event ->
            sent(findings, event, COMMIT, new BigInteger(1, event.bytes32("commitHash").bytes())));
    Optional<ChainEvent> reveal = panel.reveal(account);
    reveal.ifPresent(event -> limits(findings, event));
    if (reveal.isPresent() && commit.isPresent()) {
      findings.same(
          "the score commit", commitHash(reveal.get()), commit.get().bytes32("commitHash"));
    } else {
      reveal.ifPresent(event -> signature(findings, seat, event));
    }
  }

  private void limits(Findings findings, ChainEvent reveal) {
    Terms terms = bounty.terms();
    ScoreVector.Layout layout = terms.layout(slots);
    List<Long> words = counts(reveal);
    findings.same("the number of counts", layout.length(), words.size());
    List<Long> counts = words.subList(0, layout.counts());
    findings.require(
        words.stream().skip(layout.counts()).allMatch(share -> share <= ScoreVector.WHOLE),
        "a share is more than the whole");
    for (int i = 0; i < counts.size(); i++) {
      long count = counts.get(i);
      long leading = counts.get(i - i % terms.groups());
      boolean isMark = count > Tally.UNDECIDED || leading > Tally.UNDECIDED;
      findings.require(
          isMark ? count == leading : count <= terms.groupSize(i % terms.groups()),
          "count %d is %d".formatted(i, count));
    }
  }

  private static List<Long> counts(ChainEvent reveal) {
    return reveal.texts("counts").stream().map(Long::parseLong).toList();
  }

  private static Bytes32 countsHash(List<Long> counts) {
    Words words = new Words();
    counts.forEach(words::add);
    return words.hash();
  }

  private Bytes32 commitHash(ChainEvent reveal) {
    return Words.of(
            bounty.evidence().chainId(), bounty.evidence().address(ContractName.EVALUATION_PANEL))
        .add(bounty.id().value())
        .add(reveal.number("round"))
        .add(reveal.address("evaluator"))
        .add(countsHash(counts(reveal)))
        .add(reveal.bytes32("salt"))
        .hash();
  }

  // ------------------------------------------------------------------ the cheap path

  private void signature(Findings findings, Panel.Seat seat, ChainEvent reveal) {
    findings.same("the salt of signed scores", Bytes32.ZERO, reveal.bytes32("salt"));
    List<CallData.Call> calls = bounty.evidence().calls(reveal, SIGNED);
    if (calls.isEmpty()) {
      findings.unchecked("the signatures stand in a transaction that is not to be had");
      return;
    }
    List<Address> seats = seats(seat);
    List<Long> all = new ArrayList<>();
    seats.forEach(one -> panel.reveal(one).ifPresent(event -> all.addAll(counts(event))));
    CallData.Call call =
        calls.stream()
            .filter(sent -> sent.word(0).equals(bounty.id().value()))
            .findFirst()
            .orElseThrow(() -> new Contradiction("nobody sent signed scores"));
    findings.same("the counts sent", call.at(1).numbers(), all);
    CallData.Call signatures = call.at(2).elements();
    String signature = signatures.at(seats.indexOf(seat.account())).bytes();
    if (bounty.evidence().wallets().contains(seat.account())) {
      findings.unchecked("the seat is a contract, which the panel asked for its signature");
      return;
    }
    Bytes32 digest = digest(seat, seats, all, deadline(reveal));
    findings.same("the signer", Optional.of(seat.account()), signer(digest, signature));
  }

  private List<Address> seats(Panel.Seat seat) {
    return panel.seats(seat.isOfChallenge()).stream().map(Panel.Seat::account).toList();
  }

  /** Seats sign with the deadline of the state Scoring they are in. */
  private long deadline(ChainEvent reveal) {
    return bounty.events("StateChanged").stream()
        .filter(change -> bounty.isBefore(change, reveal))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new Contradiction("scores came before any state"))
        .number("deadline");
  }

  private Bytes32 digest(Panel.Seat seat, List<Address> seats, List<Long> counts, long deadline) {
    Words addresses = new Words();
    seats.forEach(addresses::add);
    Bytes32 struct =
        new Words()
            .add(TYPE)
            .add(bounty.id().value())
            .add(seat.round())
            .add(addresses.hash())
            .add(countsHash(counts))
            .add(deadline)
            .hash();
    return TypedData.digest(
        "AssayEvaluationPanel",
        bounty.evidence().chainId(),
        bounty.evidence().address(ContractName.EVALUATION_PANEL),
        struct);
  }

  private static Optional<Address> signer(Bytes32 digest, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != SIGNATURE_BYTES) {
      return Optional.empty();
    }
    Sign.SignatureData signature =
        new Sign.SignatureData(
            bytes[2 * WORD],
            Arrays.copyOfRange(bytes, 0, WORD),
            Arrays.copyOfRange(bytes, WORD, 2 * WORD));
    try {
      BigInteger key = Sign.signedMessageHashToKey(digest.bytes(), signature);
      return Optional.of(new Address("0x" + Keys.getAddress(key)));
    } catch (SignatureException e) {
      return Optional.empty();
    }
  }
}
