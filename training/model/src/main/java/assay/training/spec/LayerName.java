package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.regex.Pattern;

/**
 * A layer's name within one spec: a letter, then letters, digits, underscores or hyphens, 64 at
 * most. {@code input} is the name of the graph's entry and of no layer.
 *
 * @param value the name as written in the spec
 */
public record LayerName(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  /** The graph's entry, where a sample comes in. */
  public static final LayerName INPUT = new LayerName("input");

  public LayerName {
    if (!FORM.matcher(value).matches()) {
      throw new ModelSpecRefusedException(
          Reason.MALFORMED,
          "'"
              + (value.length() > 80 ? value.substring(0, 80) + "..." : value)
              + "' is not a layer name; use a letter, then up to 63 letters, digits, _ or -.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
