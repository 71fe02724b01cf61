package assay.registry.dataset;

import java.util.List;

/**
 * One field of every sample.
 *
 * @param name its name, one line
 * @param shape the sizes of its dimensions; empty for a single value
 * @param isLabel whether a model is to predict it
 */
public record SchemaField(String name, ElementType type, List<Integer> shape, boolean isLabel) {

  private static final int MOST_DIMENSIONS = 8;

  public SchemaField {
    Texts.requireLine("A field's name", name, 100);
    shape = List.copyOf(shape);
    if (shape.size() > MOST_DIMENSIONS || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "Field '" + name + "' has shape " + shape + "; give at most 8 sizes from 1.");
    }
  }

  /** The same field, to be predicted or not. */
  public SchemaField asLabel(boolean toBePredicted) {
    return new SchemaField(name, type, shape, toBePredicted);
  }
}
