package assay.system;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.agent.researcher.BountyAttendant;
import assay.agent.researcher.BountyDraft;
import assay.agent.researcher.BountyPoster;
import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.Wei;
import assay.local.demo.DemoData;
import assay.registry.actor.Role;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A bounty that a researcher of the town posted and attends to. */
record Job(Agent researcher, BountyId id) {

  /** Panel of three, quorum two. */
  static final BountyTerms.Panel PANEL = new BountyTerms.Panel(3, 2, 4L << 20);

  /** Small, so that every evaluator can sit on many panels at once. */
  static final BountyTerms.Money MONEY =
      BountyTerms.Money.inEther(
          Wei.ofEther("0.3"),
          Wei.ofEther("0.03"),
          Wei.ofEther("0.01"),
          Wei.ofEther("0.03"),
          PANEL.quorum());

  /** Long enough for a machine with other work; nobody waits them out ({@link Hurry}). */
  static final BountyTerms.Windows WINDOWS =
      new BountyTerms.Windows(300, 300, 300, 300, 300, 300, 3, 60, 60);

  /** What a researcher asks for. */
  record Wish(ModelSpec model, String threshold, List<VersionId> datasets) {}

  static Job post(Town town, String name, Wish wish) {
    return post(town, name, wish, WINDOWS);
  }

  static Job post(Town town, String name, Wish wish, BountyTerms.Windows windows) {
    return post(town, name, town.open(name), wish, windows);
  }

  static Job post(
      Town town, String name, Agent researcher, Wish wish, BountyTerms.Windows windows) {
    new Membership(researcher, Role.RESEARCHER).advance();
    BountyId id = new BountyPoster(researcher).post(draft(town, wish, windows)).fact();
    town.employ(name, new BountyAttendant(researcher, town.narrator(name)));
    return new Job(researcher, id);
  }

  static BountyDraft draft(Town town, Wish wish, BountyTerms.Windows windows) {
    Address platform = town.network().home("platform-operator").account().address();
    return new BountyDraft(
        "Read handwritten digits",
        "A model that reads 8 by 8 images of digits.",
        wish.model(),
        smallTest(),
        Metric.ACCURACY,
        Score.ofShare(wish.threshold()),
        weights(wish.datasets()),
        PANEL,
        MONEY,
        BountyTerms.Split.standard(platform),
        windows);
  }

  /** 240 samples: 100 become public, 140 stay private. */
  static LabelledData smallTest() {
    return new DemoData().test().select(IntStream.range(0, 240).toArray());
  }

  /** The bounty as its final events tell it now. */
  BountyFacts facts() {
    researcher.events().refresh();
    return BountyFacts.of(researcher.events(), id).orElseThrow();
  }

  BountyFacts await(BountyState state, Duration bound) throws InterruptedException {
    Wait.until(
        "bounty " + id + " to be " + state + ", not " + facts().state(),
        bound,
        () -> facts().state() == state || facts().state().isFinal());
    return facts();
  }

  BountyFacts awaitEnd(Duration bound) throws InterruptedException {
    Wait.until("the end of bounty " + id, bound, () -> facts().state().isFinal());
    return facts();
  }

  /** Its final events of that name, oldest first. */
  List<ChainEvent> events(String name) {
    return researcher.events().about("bounty", id.value()).stream()
        .filter(event -> event.name().equals(name))
        .toList();
  }

  /** What was burned in the transaction of an event. */
  List<Wei> burnedIn(ChainEvent with) {
    return researcher.events().named("PotBurned").stream()
        .filter(event -> event.position().transaction().equals(with.position().transaction()))
        .map(event -> event.wei("amount"))
        .toList();
  }

  /** What all in that role got together. */
  static Wei paid(BountyFacts bounty, PayoutRole role) {
    return bounty.payouts().stream()
        .filter(payout -> payout.role() == role)
        .map(BountyFacts.Payout::amount)
        .reduce(Wei.ZERO, Wei::plus);
  }

  private static List<BountyTerms.DatasetWeight> weights(List<VersionId> versions) {
    int each = 10_000 / versions.size();
    return IntStream.range(0, versions.size())
        .mapToObj(
            i ->
                new BountyTerms.DatasetWeight(
                    versions.get(i), i == 0 ? 10_000 - each * (versions.size() - 1) : each, true))
        .toList();
  }
}
