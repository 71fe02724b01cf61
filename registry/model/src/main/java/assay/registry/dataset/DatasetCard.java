package assay.registry.dataset;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the owner tells everybody about a dataset.
 *
 * @param name a title, one line
 * @param description what the data is and how it was made
 * @param format how the plain file is to be read, such as {@code csv} or {@code csv.gz}
 * @param schema the fields of every sample, at least one
 * @param sampleCount how many samples the plain file holds
 * @param licence the licence's SPDX name or its text
 * @param source where the data comes from; may be empty
 * @param citation how to cite it; may be empty
 */
public record DatasetCard(
    String name,
    String description,
    String format,
    List<SchemaField> schema,
    long sampleCount,
    String licence,
    String source,
    String citation) {

  private static final Pattern FORMAT = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,31}");
  private static final int MOST_FIELDS = 1000;

  public DatasetCard {
    Texts.requireLine("The name", name, 200);
    Texts.requireText("The description", description, 20_000);
    Texts.requireText("The licence", licence, 20_000);
    Texts.requireText("The source", source, 2000);
    Texts.requireText("The citation", citation, 5000);
    schema = List.copyOf(schema);
    if (!FORMAT.matcher(format).matches()) {
      throw new IllegalArgumentException(
          "The format must be a short lower-case name such as csv or csv.gz.");
    }
    if (licence.isBlank()) {
      throw new IllegalArgumentException("The licence is empty; name one, such as CC-BY-4.0.");
    }
    if (schema.isEmpty() || schema.size() > MOST_FIELDS) {
      throw new IllegalArgumentException(
          "The schema has " + schema.size() + " fields; give 1.." + MOST_FIELDS + ".");
    }
    if (sampleCount < 1) {
      throw new IllegalArgumentException(
          "The sample count is " + sampleCount + "; give 1 or more.");
    }
  }
}
