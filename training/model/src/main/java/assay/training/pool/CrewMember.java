package assay.training.pool;

import assay.chain.Address;

/**
 * How a member of a crew stands, as the platform tells it.
 *
 * @param because why he declined, in his words, at most 300 characters; empty unless he did
 */
public record CrewMember(Address member, Standing standing, String because) {

  /** Longer reasons are not kept. */
  public static final int LONGEST_REASON = 300;

  /** Where he is. */
  public enum Standing {
    /** Has no lease now. */
    ABSENT,
    /** Has a lease, and not yet the data. */
    PREPARING,
    /** Has a lease and the data. */
    READY,
    /** Does not take part. */
    DECLINED
  }

  public CrewMember {
    PlainLine.requireOptional("The reason", because, LONGEST_REASON);
  }
}
