package assay.registry.accesslog;

import assay.registry.grant.GrantStanding;
import java.util.Arrays;

/**
 * What became of a request for a key.
 *
 * @param standing how the grant stood then: the key was released if it was live, and refused for
 *     this reason if not; never {@link GrantStanding#UNKNOWN}, for nobody knows whose dataset an
 *     unknown grant is on
 */
public record Outcome(GrantStanding standing) {

  /** The key left the mailbox. */
  public static final Outcome RELEASED = new Outcome(GrantStanding.LIVE);

  private static final String RELEASE = "released";

  public Outcome {
    if (standing == GrantStanding.UNKNOWN) {
      throw new IllegalArgumentException("A request under an unknown grant is about no dataset.");
    }
  }

  public boolean isRelease() {
    return standing.isLive();
  }

  /** The one text of it: {@code released}, or the refusal's code, such as {@code grant-revoked}. */
  public String text() {
    return isRelease() ? RELEASE : standing.code();
  }

  /** Reads what {@link #text} writes. */
  public static Outcome parse(String text) {
    return Arrays.stream(GrantStanding.values())
        .filter(standing -> standing != GrantStanding.UNKNOWN)
        .map(Outcome::new)
        .filter(outcome -> outcome.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no outcome; it is '%s' or a reason such as '%s'."
                        .formatted(text, RELEASE, GrantStanding.REVOKED.code())));
  }
}
