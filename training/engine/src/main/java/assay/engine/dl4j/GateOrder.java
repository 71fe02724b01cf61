package assay.engine.dl4j;

/**
 * The gates of an LSTM, side by side in the columns of its arrays: Keras writes input, forget,
 * cell, output; DL4J writes cell, forget, output, input.
 */
public final class GateOrder {

  /** The place in Keras's order of each of DL4J's gates. */
  private static final int[] KERAS_PLACE = {2, 1, 3, 0};

  private GateOrder() {}

  static float[] fromKeras(float[] values, int columns) {
    return move(values, columns, true);
  }

  /** Columns of gates in Keras's order. */
  public static float[] toKeras(float[] values, int columns) {
    return move(values, columns, false);
  }

  private static float[] move(float[] values, int columns, boolean isFromKeras) {
    int units = columns / KERAS_PLACE.length;
    float[] moved = new float[values.length];
    for (int row = 0; row < values.length; row += columns) {
      for (int gate = 0; gate < KERAS_PLACE.length; gate++) {
        int here = row + gate * units;
        int keras = row + KERAS_PLACE[gate] * units;
        System.arraycopy(
            values, isFromKeras ? keras : here, moved, isFromKeras ? here : keras, units);
      }
    }
    return moved;
  }
}
