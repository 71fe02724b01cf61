package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.contribution.Metering;
import assay.agent.evaluator.Contributions.Scored;
import assay.agent.examination.Paper;
import assay.agent.joint.WeightStore;
import assay.agent.keys.SealedEvidence;
import assay.agent.miner.JobTrainer.Trained;
import assay.chain.Account;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.registry.seal.Sealer;
import assay.training.data.Digits;
import assay.training.federated.contribution.ContributionEvidence;
import assay.training.federated.contribution.ContributionEvidence.Opened;
import assay.training.federated.contribution.ContributionEvidence.Round;
import assay.training.federated.contribution.ContributionEvidenceRefusedException;
import assay.training.federated.contribution.OwnerShares.Holding;
import assay.training.federated.round.RoundLog;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.spec.Metric;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a seat measures of a job of three sites, of whom one learns from labels by chance. */
@Timeout(180)
class ContributionsOfRoundsTest {

  private static final SoftmaxRegressionEngine ENGINE =
      new SoftmaxRegressionEngine(System::nanoTime);
  private static final Paper PAPER =
      new Paper(Federation.MODEL, Metric.ACCURACY, List.of(Digits.load().test()));
  private static final int ROUNDS = 2;

  @TempDir private Path folder;
  private Federation federation;
  private Trained trained;

  @BeforeEach
  void lead() {
    federation = new Federation(folder, ROUNDS, 3);
    federation.spoil(Federation.BRUNO);
    federation.employAll();
    trained = federation.lead();
  }

  @AfterEach
  void part() {
    federation.close();
  }

  private static List<Holding> datasets() {
    return Federation.OWNERS.stream().map(owner -> new Holding(owner.address(), 1)).toList();
  }

  private long right() {
    return ENGINE
        .evaluate(Federation.MODEL, trained.reached().weights(), Digits.load().test())
        .correct();
  }

  private List<Integer> measured(RoundLog log, SealedEvidence evidence, long right) {
    return Metering.shares(
        log,
        new Metering.Place(federation.store, ENGINE),
        evidence,
        datasets(),
        new Scored(PAPER, right));
  }

  private SealedEvidence evidence() {
    return federation.evidence().orElseThrow();
  }

  private static int place(Account owner) {
    return Federation.OWNERS.indexOf(owner);
  }

  @Test
  void shouldMeasureLeastWhereLabelsAreByChance() {
    List<Integer> shares = measured(federation.log(), evidence(), right());

    assertThat(shares.stream().mapToInt(share -> share).sum()).isEqualTo(10_000);
    assertThat(Collections.min(shares)).isEqualTo(shares.get(place(Federation.BRUNO)));
    assertThat(shares.get(place(Federation.BRUNO))).isLessThan(2_000);
    assertThat(measured(federation.log(), evidence(), right())).isEqualTo(shares);
  }

  /** A site lets go of its updates; a seat may be drawn long after. */
  @Test
  void shouldKeepEvidenceUntilTheBountyIsOver() {
    SealedEvidence evidence = evidence();
    ContributionEvidence opened = opened(evidence);
    federation.endTheJob();

    assertThat(pinned(evidence, opened)).doesNotContain(false);

    federation.endTheBounty();

    assertThat(pinned(evidence, opened)).doesNotContain(true);
  }

  private List<Boolean> pinned(SealedEvidence evidence, ContributionEvidence opened) {
    List<Cid> files = new ArrayList<>(List.of(evidence.file(), opened.model()));
    opened.rounds().forEach(round -> files.add(round.bundle()));
    return files.stream().map(federation.store::isPinned).toList();
  }

  @Test
  void shouldMakeOneEvidenceForAllSeats() {
    assertThat(evidence()).isEqualTo(evidence());
  }

  private ContributionEvidence opened(SealedEvidence evidence) {
    byte[] sealed = new WeightStore(federation.store).get(evidence.file(), 1 << 20);
    return ContributionEvidence.read(new Opener().openMessage(sealed, evidence.key()));
  }

  /** The evidence as its coordinator would have made it otherwise. */
  private SealedEvidence otherwise(UnaryOperator<ContributionEvidence> change) {
    AgeIdentity key = AgeIdentity.generate(new SecureRandom());
    byte[] document = change.apply(opened(evidence())).json();
    return new SealedEvidence(
        new WeightStore(federation.store).put(new Sealer().sealMessage(document, key.recipient())),
        key);
  }

  private static ContributionEvidence withRound(ContributionEvidence whole, Round first) {
    List<Round> rounds = new ArrayList<>(whole.rounds());
    rounds.set(0, first);
    return new ContributionEvidence(whole.model(), whole.key(), rounds);
  }

  @Test
  void shouldRefuseUpdatesThatTheirSitesDidNotSign() {
    SealedEvidence swapped =
        otherwise(
            whole -> {
              Round first = whole.rounds().get(0);
              Round other = new Round(whole.rounds().get(1).bundle(), first.updates());
              return withRound(whole, other);
            });

    assertThatThrownBy(() -> measured(federation.log(), swapped, right()))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("signed was");
  }

  @Test
  void shouldRefuseAKeyThatIsAnotherUpdates() {
    SealedEvidence mixed =
        otherwise(
            whole -> {
              Round first = whole.rounds().get(0);
              List<Opened> updates = new ArrayList<>(first.updates());
              updates.set(0, new Opened(updates.get(0).bytes(), updates.get(1).key()));
              return withRound(whole, new Round(first.bundle(), updates));
            });

    assertThatThrownBy(() -> measured(federation.log(), mixed, right()))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void shouldRefuseEvidenceOfFewerUpdatesOrRoundsAndLongerFilesThanSealedModels() {
    SealedEvidence shorter =
        otherwise(
            whole ->
                new ContributionEvidence(
                    whole.model(), whole.key(), whole.rounds().subList(0, ROUNDS - 1)));
    SealedEvidence fewer =
        otherwise(
            whole -> {
              Round first = whole.rounds().get(0);
              return withRound(whole, new Round(first.bundle(), first.updates().subList(0, 2)));
            });
    SealedEvidence longer =
        otherwise(
            whole -> {
              Round first = whole.rounds().get(0);
              List<Opened> updates = new ArrayList<>(first.updates());
              updates.set(0, new Opened(1L << 40, updates.get(0).key()));
              return withRound(whole, new Round(first.bundle(), updates));
            });

    assertRefused(shorter, "tells of 1 rounds, anchored are 2");
    assertRefused(fewer, "tells of 2 updates in round 1, anchored are 3");
    assertRefused(longer, "sealed models have");
  }

  private void assertRefused(SealedEvidence evidence, String why) {
    assertThatThrownBy(() -> measured(federation.log(), evidence, right()))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void shouldRefuseRoundsThatAreNotAnchored() {
    RoundLog whole = federation.log();
    RoundLog half = new RoundLog(whole.job(), whole.rounds(), whole.anchors().subList(0, 1));

    assertThatThrownBy(() -> measured(half, evidence(), right()))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("not proved (cover)");
  }

  /** Else a coordinator could show one training and submit another. */
  @Test
  void shouldRefuseRoundsThatDoNotEndWithTheSubmittedModel() {
    assertThatThrownBy(() -> measured(federation.log(), evidence(), right() - 1))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("it is another");
  }
}
