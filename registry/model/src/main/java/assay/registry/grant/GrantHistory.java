package assay.registry.grant;

import java.time.Instant;

/**
 * What has happened to a grant. {@link #NEVER} stands for what has not.
 *
 * @param createdAt when it came on chain
 * @param firstUsedAt when it was first used
 * @param usesLeft how often it may still be used; {@link #UNLIMITED} never falls
 * @param revokedAt when its grantor revoked it
 * @param overturnedAt when its dataset's next grant epoch began
 */
public record GrantHistory(
    Instant createdAt,
    Instant firstUsedAt,
    long usesLeft,
    Instant revokedAt,
    Instant overturnedAt) {

  /** Later than everything. */
  public static final Instant NEVER = Instant.MAX;

  /** No limit on uses. */
  public static final long UNLIMITED = 0xffff_ffffL;

  /** A grant just given. */
  public static GrantHistory begin(Instant createdAt, long uses) {
    return new GrantHistory(createdAt, NEVER, uses, NEVER, NEVER);
  }

  /** Whether it was revoked or overturned, at whatever time. */
  public boolean isEnded() {
    return !revokedAt.equals(NEVER) || !overturnedAt.equals(NEVER);
  }
}
