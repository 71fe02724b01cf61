package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.wire.StrictJson;
import assay.training.bounty.BountyId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What everybody does in a joint round. All samples of the data are put into an order that follows
 * from bounty and round; each part is a stretch of it, so parts never overlap and members meet
 * other samples in every round. Immutable.
 *
 * @param round epochs done before it
 * @param epochs of the whole job
 * @param data SHA-256 of the plain datasets, in the order in which they are joined, at most 64
 * @param samples in all of them together
 * @param weights that all begin with, sealed to the round's key
 * @param parts in the order of the members' addresses, one stretch after another, at most 65
 */
public record RoundPlan(
    Bytes32 bounty,
    int round,
    int epochs,
    int batchSize,
    List<Bytes32> data,
    int samples,
    Cid weights,
    List<Part> parts) {

  /** The longest document. */
  public static final int LONGEST = 1 << 18;

  private static final int MOST_DATASETS = 64;
  private static final int LONGEST_KEY = 2_000;
  private static final StrictJson<RoundPlan> JSON =
      new StrictJson<>(
          RoundPlan.class,
          LONGEST,
          (words, cause) -> new RoundRefusedException(words + "; ask the operator.", cause));

  /**
   * A member's part.
   *
   * @param from the first of his places in the round's order
   * @param count of his samples, at least 1
   * @param key the round's identity, sealed to him, in base64
   */
  public record Part(Address member, int from, int count, String key) {

    public Part {
      if (from < 0 || count < 1 || key.length() > LONGEST_KEY) {
        throw new IllegalArgumentException(
            "%d samples from place %d are no part of a joint round.".formatted(count, from));
      }
    }
  }

  public RoundPlan {
    data = List.copyOf(data);
    parts = List.copyOf(parts);
    if (round < 1 || round >= epochs || batchSize < 1 || data.size() > MOST_DATASETS) {
      throw new IllegalArgumentException(
          "Round %d of %d epochs in batches of %d on %d datasets cannot be."
              .formatted(round, epochs, batchSize, data.size()));
    }
    requireStretches(parts, samples);
  }

  private static void requireStretches(List<Part> parts, int samples) {
    long end = 0;
    boolean isInOrder = !parts.isEmpty() && parts.size() <= Crew.MOST_MEMBERS + 1;
    for (int i = 0; i < parts.size(); i++) {
      isInOrder &= parts.get(i).from() == end;
      isInOrder &= i == 0 || parts.get(i - 1).member().compareTo(parts.get(i).member()) < 0;
      end += parts.get(i).count();
    }
    if (!isInOrder || end > samples) {
      throw new IllegalArgumentException(
          "%d parts of %d samples do not lie one behind another within %d."
              .formatted(parts.size(), end, samples));
    }
  }

  /**
   * Reads a plan.
   *
   * @throws RoundRefusedException if it cannot be one
   */
  public static RoundPlan read(byte[] json) {
    return JSON.read(json);
  }

  /** As it is kept in the content store. */
  public byte[] json() {
    return JSON.write(this);
  }

  /** The part of that account, if it has one. */
  public Optional<Part> partOf(Address member) {
    return parts.stream().filter(part -> part.member().equals(member)).findFirst();
  }

  /** Which samples a part means, by their places in the joined data. */
  public int[] places(Part part) {
    int[] order = IntStream.range(0, samples).toArray();
    Random random = new Random(seed());
    for (int i = samples - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int here = order[i];
      order[i] = order[other];
      order[other] = here;
    }
    return Arrays.copyOfRange(order, part.from(), part.from() + part.count());
  }

  private long seed() {
    Bytes32 hash = Bytes32.keccak256(new BountyId(bounty) + " " + round);
    return ByteBuffer.wrap(hash.bytes()).getLong();
  }
}
