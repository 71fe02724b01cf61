package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.List;

/** What layers refuse; the reader of the graph completes each complaint with the layer's name. */
final class LayerRules {

  /** Keeps every product of a size with a gate count, window or stride within a long. */
  private static final int MOST_UNITS = 1 << 24;

  private LayerRules() {}

  static Shape only(List<Shape> inputs) {
    require(inputs.size() == 1, "it reads one layer, not " + inputs.size());
    return inputs.get(0);
  }

  static Shape onlyImage(List<Shape> inputs) {
    Shape input = only(inputs);
    require(input.isImage(), "it reads an image [height, width, channels], not " + input);
    return input;
  }

  static Shape onlySequence(List<Shape> inputs) {
    Shape input = only(inputs);
    require(input.isSequence(), "it reads a sequence [time, features], not " + input);
    return input;
  }

  static void requireSeveral(List<Shape> inputs) {
    require(inputs.size() >= 2, "it joins at least two layers, not " + inputs.size());
  }

  /** A number of units, filters or the like, from 1 to 2^24: more would exceed every limit. */
  static void requireCount(String field, int value) {
    requirePositive(field, value);
    if (value > MOST_UNITS) {
      throw new ModelSpecRefusedException(
          Reason.TOO_LARGE, field + " is " + value + "; " + MOST_UNITS + " at most");
    }
  }

  static void requirePositive(String field, int value) {
    require(value >= 1, field + " is " + value + "; it must be at least 1");
  }

  static void requireEpsilon(double epsilon) {
    require(epsilon > 0 && epsilon <= 1, "epsilon must lie above 0, at most 1");
  }

  /** A size that may have grown past what an int can hold. */
  static int size(long size) {
    if (size > Integer.MAX_VALUE) {
      throw new ModelSpecRefusedException(
          Reason.TOO_LARGE, "it would make " + size + " places along one axis");
    }
    return (int) size;
  }

  static void require(boolean holds, String complaint) {
    if (!holds) {
      throw refused(complaint);
    }
  }

  static ModelSpecRefusedException refused(String complaint) {
    return new ModelSpecRefusedException(Reason.WRONG_SHAPE, complaint);
  }

  static List<TensorSpec> withBias(TensorSpec kernel, int units, boolean useBias) {
    return useBias
        ? List.of(kernel, new TensorSpec(kernel.layer(), "bias", Shape.of(units)))
        : List.of(kernel);
  }
}
