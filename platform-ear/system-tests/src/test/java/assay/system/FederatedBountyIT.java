package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.coordinator.Coordinator;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.miner.JobPermit;
import assay.agent.miner.JobSlots;
import assay.agent.miner.JobWatch;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerRules;
import assay.agent.miner.TrainingPlan;
import assay.agent.researcher.BountyAttendant;
import assay.agent.researcher.BountyDraft;
import assay.agent.researcher.BountyPoster;
import assay.agent.site.Site;
import assay.agent.site.SiteDoor;
import assay.chain.ContractName;
import assay.registry.actor.Role;
import assay.registry.audit.Verdict;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.training.bounty.FederatedTerms;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.RoundFacts;
import assay.training.run.SoftmaxRegressionEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three owners' sites and a coordinator train one bounty by rounds over platform, store and chain;
 * a panel scores the model, and the contract pays coordinator and owners.
 */
@Tag("release")
class FederatedBountyIT {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int ROUNDS = 3;
  private static final FederatedTerms TERMS =
      new FederatedTerms(FederatedTerms.FED_AVG, ROUNDS, 2, 16, 0.3, 3, 60);

  /** Open long enough for three rounds and their anchors. */
  private static final BountyTerms.Windows WINDOWS =
      new BountyTerms.Windows(300, 300, 150, 300, 300, 300, 3, 60, 60);

  private static final List<Owner> OWNERS = new ArrayList<>();
  private static final List<JobSlots> SLOTS = new ArrayList<>();

  private static Town town;
  private static Agent coordinator;

  @BeforeAll
  static void gather() throws Exception {
    town = Town.start("federated-bounty");
    for (int third = 0; third < 3; third++) {
      OWNERS.add(site("site-" + third, third));
    }
    coordinator = town.open("coordinator");
    lead();
    town.awaitEvaluators(coordinator);
    town.employUsher();
  }

  private static Owner site(String name, int third) throws IOException {
    Owner owner = Owner.settle(town, name, third);
    Files.writeString(owner.agent().home().sitePolicy(), "specs=any\n");
    Narrator narrator = town.narrator(name);
    town.employ(
        name,
        owner.agent().sender()::resume,
        new SiteDoor(owner.agent(), narrator),
        new Site(owner.agent(), narrator, slots()));
    return owner;
  }

  private static JobSlots slots() {
    JobSlots slots = JobSlots.of(1, () -> new SoftmaxRegressionEngine(System::nanoTime));
    SLOTS.add(slots);
    return slots;
  }

  private static void lead() {
    new Membership(coordinator, Role.MINER).advance();
    Narrator narrator = town.narrator("coordinator");
    Coordinator trainer = Coordinator.of(coordinator, narrator);
    MinerRules rules = MinerRules.taking(TrainingPlan.standard(1)).onSites();
    Miner.Choosing choosing = new Miner.Choosing(rules, JobPermit.ALL, alone -> trainer);
    town.employ(
        "coordinator",
        coordinator.sender()::resume,
        new Miner(coordinator, narrator, choosing, slots(), JobWatch.NONE));
  }

  @AfterAll
  static void endTown() throws Exception {
    SLOTS.forEach(JobSlots::close);
    if (town != null) {
      town.end();
    }
  }

  private static Job post() {
    Agent researcher = town.open("researcher");
    new Membership(researcher, Role.RESEARCHER).advance();
    Job.Wish wish =
        new Job.Wish(Models.softmax("output"), "0.7", OWNERS.stream().map(Owner::version).toList());
    BountyDraft plain = Job.draft(town, wish, WINDOWS);
    BountyDraft draft =
        new BountyDraft(
            plain.name(),
            plain.description(),
            plain.model(),
            plain.test(),
            plain.criterion(),
            plain.threshold(),
            plain.datasets(),
            plain.panel(),
            plain.money(),
            plain.split(),
            plain.windows(),
            Optional.of(TERMS));
    Job job = new Job(researcher, new BountyPoster(researcher).post(draft).fact());
    town.employ("researcher", new BountyAttendant(researcher, town.narrator("researcher")));
    return job;
  }

  @Test
  void shouldPayForAModelOfDataThatNeverLeftItsOwners() throws Exception {
    Job job = post();
    job.await(BountyState.OPEN, LONG);

    BountyFacts end = job.awaitEnd(LONG.multipliedBy(2));

    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.winner()).contains(coordinator.address());
    for (Owner owner : OWNERS) {
      assertThat(end.payouts())
          .as("part of %s", owner.agent().address())
          .anyMatch(
              payout ->
                  payout.role() == PayoutRole.DATA_OWNER
                      && payout.to().equals(owner.agent().address()));
      requireNoKey(owner);
    }
    requireSoundLog(job);
    assertThat(town.notes().of("miner", "left-alone"))
        .extracting(Note::details)
        .anySatisfy(details -> assertThat(details).containsEntry("reason", "federated"));
  }

  /** Every grant on it is at a level at which no key is handed out. */
  private static void requireNoKey(Owner owner) {
    assertThat(
            new GrantFacts(coordinator.events())
                .given(owner.version(), coordinator.address(), Purpose.TRAIN)
                .flatMap(id -> coordinator.ledger().grant(id).stream())
                .map(grant -> grant.terms().level()))
        .isNotEmpty()
        .containsOnly(SharingLevel.L3);
  }

  private static void requireSoundLog(Job job) {
    ContractAt market =
        new ContractAt(
            coordinator.deployment().chainId(),
            coordinator.deployment().address(ContractName.BOUNTY_MARKET));
    FederatedJob federated = new FederatedJob(market, job.id(), coordinator.address());
    RoundLog recorded = coordinator.platform().federated().rounds(federated).orElseThrow();
    coordinator.events().refresh();
    RoundLog log =
        new RoundLog(
            federated, recorded.rounds(), new RoundFacts(coordinator.events()).of(federated));

    assertThat(log.rounds())
        .hasSize(ROUNDS)
        .extracting(RoundEntry::round)
        .allSatisfy(round -> assertThat(round.updates()).hasSize(OWNERS.size()));
    assertThat(new RoundAudit(log).against(log.anchors()))
        .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS));
  }
}
