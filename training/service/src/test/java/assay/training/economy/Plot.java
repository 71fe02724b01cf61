package assay.training.economy;

import assay.chain.Bytes32;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.TestSet;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.SubmissionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One bounty: who plays in it, and what is true about it whatever anybody says.
 *
 * @param entries in the order of their commits, which is the order of the slots
 */
record Plot(
    BountyId id,
    BountyTerms terms,
    Player<ResearcherWay> researcher,
    TestSet testSet,
    Bytes32 testKey,
    List<Listed> datasets,
    List<Entry> entries,
    Story story) {

  /** A dataset of the bounty and who owns it at the opening. */
  record Listed(Player<OwnerWay> owner, VersionId version) {}

  /** Whether only some may judge, who are too few for a second panel. */
  boolean namesEvaluators() {
    return !terms.extras().evaluators().isEmpty();
  }

  /** What an honest seat sees. */
  List<ScoreReport> truth() {
    return entries.stream().map(entry -> stands(entry) ? entry.truth() : zero()).toList();
  }

  static ScoreReport zero() {
    return new ScoreReport(0);
  }

  boolean stands(Entry entry) {
    SubmissionStatus status = story.statusOf(entry.miner().address());
    return status == SubmissionStatus.STANDING;
  }

  /** Who should win: the most correct counts that reach the threshold, then the earlier commit. */
  Optional<Entry> deserving() {
    return entries.stream()
        .filter(entry -> stands(entry) && qualifies(entry))
        .sorted(Comparator.comparingLong((Entry entry) -> -entry.truth().word()))
        .findFirst();
  }

  private boolean qualifies(Entry entry) {
    long needed = terms.test().threshold().millionths();
    return entry.truth().isCount() && entry.truth().word() * 1_000_000 >= needed * 100;
  }

  Optional<Entry> winner() {
    return story
        .winner()
        .flatMap(
            miner -> entries.stream().filter(e -> e.miner().address().equals(miner)).findFirst());
  }
}
