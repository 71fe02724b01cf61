package assay.training.federated.round;

import assay.chain.Address;
import assay.training.pool.PlainLine;
import java.util.regex.Pattern;

/**
 * A site that was asked in a round and is not part of what came of it.
 *
 * @param why one line, such as that it was late, or what its update lacked
 */
public record LeftOut(Address site, String why) {

  private static final int LONGEST = 300;

  private static final Pattern TRICKS = Pattern.compile("[^\\p{Print}]+");
  private static final String MORE = " ...";

  public LeftOut {
    PlainLine.require("The reason why " + site + " was left out", why, LONGEST);
  }

  /** For a reason in a stranger's words: one plain line of it, cut where it is too long. */
  public static LeftOut because(Address site, String reason) {
    String line = TRICKS.matcher(reason).replaceAll(" ").strip();
    String plain = line.isEmpty() ? "no reason was given" : line;
    return new LeftOut(
        site,
        plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - MORE.length()) + MORE);
  }
}
