package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.audit.Submissions.Submission;
import assay.training.audit.Tally.Result;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the counts come to, who wins, and what a challenge and published keys changed. */
final class Verdicts {

  private final BountyCase bounty;
  private final Panel panel;
  private final Submissions submissions;

  Verdicts(BountyCase bounty, Panel panel, Submissions submissions) {
    this.bounty = bounty;
    this.panel = panel;
    this.submissions = submissions;
  }

  List<Claim> claims() {
    return List.of(
        Findings.derive(
            ClaimName.VERDICTS,
            "all submissions",
            "lower medians of at least a quorum, within the tolerance; marks void; per milestone",
            this::verdicts),
        Findings.derive(
            ClaimName.WINNER,
            bounty.last("WinnerChosen").map(event -> event.text("miner")).orElse("nobody"),
            "most milestones in order, then most correct counts, then the earlier commit",
            this::winner),
        Findings.derive(
            ClaimName.CHALLENGE,
            bounty.has("Challenged") ? "one" : "none",
            "its bond by the terms, its outcome by the verdicts before and after",
            this::challenge),
        Findings.derive(
            ClaimName.KEYS,
            "published keys",
            "each hashes to its commitment; bonds and deadlines follow the terms",
            this::keys));
  }

  // ------------------------------------------------------------------ verdicts

  /** The first verdict of each time the submissions were judged. */
  private List<ChainEvent> judgements() {
    List<ChainEvent> given = bounty.events("VerdictGiven");
    int judged = (int) submissions.all().stream().filter(Submission::isJudged).count();
    if (given.isEmpty()) {
      return List.of();
    }
    if (judged == 0 || given.size() % judged != 0) {
      throw new Contradiction("%d verdicts for %d submissions".formatted(given.size(), judged));
    }
    List<ChainEvent> first = new ArrayList<>();
    for (int i = 0; i < given.size(); i += judged) {
      first.add(given.get(i));
    }
    return first;
  }

  private Tally tally(ChainEvent moment) {
    return Tally.at(bounty, panel, submissions, moment);
  }

  private void verdicts(Findings findings) {
    List<Row> derived = new ArrayList<>();
    for (ChainEvent moment : judgements()) {
      tally(moment).results().forEach(result -> derived.add(row(result)));
    }
    findings.sameRows(
        "the verdict", derived, bounty.events("VerdictGiven").stream().map(Row::of).toList());
    findings.same("how often it was judged", timesJudged(), judgements().size());
    bounty
        .events("VerdictGiven")
        .forEach(event -> findings.note(event.address("miner") + " " + event.text("count")));
  }

  private int timesJudged() {
    int times = bounty.events("ChallengeEnded").size();
    State before = State.NONE;
    for (ChainEvent change : bounty.events("StateChanged")) {
      State state = State.numbered(change.number("state"));
      boolean isUnscored =
          state == State.REFUNDED && (before == State.SCORE_REVEAL || before == State.SCORING);
      boolean isAfterRefill =
          state == State.REFUNDED
              && before == State.DRAWING
              && bounty.has("PanelDrawn")
              && !bounty.has("Challenged");
      times += state == State.SCORED || isUnscored || isAfterRefill ? 1 : 0;
      before = state;
    }
    return times;
  }

  private Row row(Result result) {
    return Row.of(
        "VerdictGiven",
        "bounty",
        bounty.id(),
        "miner",
        result.submission().miner(),
        "status",
        result.status().number(),
        "count",
        result.count(),
        "qualifies",
        result.reached() != 0,
        "reached",
        result.reached());
  }

  // ------------------------------------------------------------------ winner and challenge

  private void winner(Findings findings) {
    List<Row> derived = new ArrayList<>();
    Address before = Address.ZERO;
    for (ChainEvent moment : judgements()) {
      Optional<Result> best = tally(moment).winner();
      Address miner = best.map(Ending::miner).orElse(Address.ZERO);
      if (!miner.equals(before)) {
        derived.add(
            Row.of(
                "WinnerChosen",
                "bounty",
                bounty.id(),
                "miner",
                miner,
                "count",
                best.map(Result::count).orElse(0L)));
      }
      before = miner;
    }
    findings.sameRows(
        "the winner", derived, bounty.events("WinnerChosen").stream().map(Row::of).toList());
  }

  private void challenge(Findings findings) {
    List<ChainEvent> challenges = bounty.events("Challenged");
    List<ChainEvent> ends = bounty.events("ChallengeEnded");
    findings.require(
        challenges.size() < 2 && ends.size() <= challenges.size(), "it was challenged twice");
    for (ChainEvent event : challenges) {
      findings.same("the challenge's bond", bounty.terms().challengeBond(), event.integer("bond"));
      boolean isFunded =
          bounty.keyed(ContractName.PAYOUTS, "PotFunded").stream()
              .filter(funded -> sameTransaction(funded, event))
              .anyMatch(
                  funded ->
                      funded.address("from").equals(event.address("challenger"))
                          && funded.integer("amount").equals(event.integer("bond")));
      findings.require(isFunded, "%s paid no bond".formatted(event.address("challenger")));
    }
    for (ChainEvent end : ends) {
      boolean overturned =
          Ending.isOverturned(tally(challenges.get(0)).winner(), tally(end).winner());
      findings.same("overturned", overturned, end.flag("overturned"));
    }
  }

  private static boolean sameTransaction(ChainEvent first, ChainEvent second) {
    return first.position().transaction().equals(second.position().transaction());
  }

  // ------------------------------------------------------------------ keys

  private void keys(Findings findings) {
    Terms terms = bounty.terms();
    for (ChainEvent event : bounty.events("TestKeyPublished")) {
      Bytes32 derived =
          market().add(terms.researcher()).add(terms.nonce()).add(event.bytes32("key")).hash();
      findings.same("the test key's commitment", derived, terms.test().keyCommit());
    }
    for (ChainEvent event : bounty.events("TestKeyAsked")) {
      findings.same(
          "the deadline for the test key",
          BigInteger.valueOf(bounty.time(event) + terms.windows().publish()),
          event.integer("deadline"));
    }
    for (ChainEvent event : bounty.events("Complained")) {
      findings.same("the complaint's bond", terms.complaintBond(), event.integer("bond"));
    }
    bounty.events("KeyPublished").forEach(event -> key(findings, event));
  }

  private void key(Findings findings, ChainEvent event) {
    Optional<Submission> winner = tally(event).winner().map(Result::submission);
    findings.same(
        "whose key it is", winner.map(Submission::miner), Optional.of(event.address("miner")));
    Bytes32 derived =
        market()
            .add(bounty.id().value())
            .add(event.address("miner"))
            .add(event.bytes32("key"))
            .hash();
    findings.same(
        "the key's commitment",
        Optional.of(derived),
        winner.flatMap(Submission::reveal).map(reveal -> reveal.bytes32("keyCommit")));
  }

  private Words market() {
    return Words.of(
        bounty.evidence().chainId(), bounty.evidence().address(ContractName.BOUNTY_MARKET));
  }
}
