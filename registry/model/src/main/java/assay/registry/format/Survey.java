package assay.registry.format;

import assay.registry.dataset.SchemaField;
import java.util.List;

/**
 * What can be told of plain data by reading it through.
 *
 * @param format how it is to be read, such as {@code csv} or {@code images.tar}
 * @param schema the fields of every sample, at least one
 * @param sampleCount how many samples there are, at least one
 */
public record Survey(String format, List<SchemaField> schema, long sampleCount) {

  public Survey {
    schema = List.copyOf(schema);
  }

  /** The same data, packed: {@code csv} becomes {@code csv.gz}. */
  Survey packed(String suffix) {
    return new Survey(format + suffix, schema, sampleCount);
  }

  /** The same data with that field, and no other, as what a model is to predict. */
  public Survey withLabel(String field) {
    if (schema.stream().noneMatch(f -> f.name().equals(field))) {
      throw new FormatRefusedException(
          "There is no field '" + field + "'; the fields are " + names() + ".");
    }
    return new Survey(
        format, schema.stream().map(f -> f.asLabel(f.name().equals(field))).toList(), sampleCount);
  }

  private List<String> names() {
    return schema.stream().map(SchemaField::name).limit(20).toList();
  }
}
