package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.registry.content.Cid;
import assay.registry.seal.Seal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A miner's submission to a bounty, as its final events tell it.
 *
 * @param slot its place in every score vector, from 0
 * @param order place in the order of commits, from 1
 * @param commitHash the newest commit
 * @param commitBlock number of the block of that commit, whose time grants are judged at
 * @param checkpoint what the reveal named, once there was one
 */
public record SubmissionFacts(
    Address miner,
    int slot,
    long order,
    Bytes32 commitHash,
    long commitBlock,
    SubmissionStatus status,
    Optional<SealedCheckpoint> checkpoint)
    implements Comparable<SubmissionFacts> {

  /**
   * A sealed checkpoint and what pins it.
   *
   * @param keyCommit commits to the identity that opens it
   */
  public record SealedCheckpoint(Cid cid, Seal seal, Bytes32 keyCommit) {}

  /** Whether the panel has to score it. */
  public boolean isToBeScored() {
    return checkpoint.isPresent()
        && status != SubmissionStatus.STRUCK
        && status != SubmissionStatus.UNGRANTED;
  }

  @Override
  public int compareTo(SubmissionFacts other) {
    return Integer.compare(slot, other.slot);
  }

  static Optional<SubmissionFacts> of(List<ChainEvent> events) {
    return last(events, "Committed")
        .map(
            commit ->
                new SubmissionFacts(
                    commit.address("miner"),
                    Math.toIntExact(commit.number("slot")),
                    commit.number("order"),
                    commit.bytes32("commitHash"),
                    commit.position().block(),
                    status(events),
                    last(events, "Revealed").flatMap(SubmissionFacts::checkpoint)));
  }

  private static SubmissionStatus status(List<ChainEvent> events) {
    return last(events, "VerdictGiven")
        .or(() -> last(events, "SubmissionChanged"))
        .map(event -> SubmissionStatus.numbered(event.number("status")))
        .orElseGet(
            () ->
                last(events, "Revealed").isPresent()
                    ? SubmissionStatus.STANDING
                    : SubmissionStatus.COMMITTED);
  }

  /** Empty where a miner revealed bytes that are no CID or sizes that no seal has: unavailable. */
  private static Optional<SealedCheckpoint> checkpoint(ChainEvent revealed) {
    try {
      Seal seal =
          new Seal(
              revealed.bytes32("cipherRoot"),
              size(revealed.integer("cipherSize")),
              revealed.bytes32("plainHash"),
              size(revealed.integer("plainSize")));
      return Optional.of(
          new SealedCheckpoint(
              BountyFacts.cid(revealed, "cidPrefix", "cidDigest"),
              seal,
              revealed.bytes32("keyCommit")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static long size(BigInteger bytes) {
    return bytes.longValueExact();
  }

  private static Optional<ChainEvent> last(List<ChainEvent> events, String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .reduce((first, second) -> second);
  }
}
