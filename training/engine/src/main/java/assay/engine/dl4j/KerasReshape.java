package assay.engine.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reshapes in Keras's order of elements (rows, columns, channels) although images and sequences lie
 * channels first here, where the fast convolutions are right. So a Dense kernel behind a Flatten
 * has Keras's rows without being permuted. Goes through JSON because replicas of a network are made
 * that way.
 */
public final class KerasReshape implements InputPreProcessor {

  private static final long serialVersionUID = 1L;

  private final int[] from;
  private final int[] to;

  /** Shapes in Keras's order: one size for a vector, two for a sequence, three for an image. */
  public KerasReshape(@JsonProperty("from") int[] from, @JsonProperty("to") int[] to) {
    this.from = from.clone();
    this.to = to.clone();
  }

  public int[] getFrom() {
    return from.clone();
  }

  public int[] getTo() {
    return to.clone();
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, reshape(input, from, to));
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    return workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, reshape(output, to, from));
  }

  private static INDArray reshape(INDArray array, int[] from, int[] to) {
    INDArray keras = channelsLast(array, from.length);
    long[] shape = new long[to.length + 1];
    shape[0] = array.size(0);
    for (int i = 0; i < to.length; i++) {
      shape[i + 1] = to[i];
    }
    INDArray reshaped = keras.dup('c').reshape('c', shape);
    return channelsFirst(reshaped, to.length);
  }

  private static INDArray channelsLast(INDArray array, int axes) {
    return switch (axes) {
      case 3 -> array.permute(0, 2, 3, 1);
      case 2 -> array.permute(0, 2, 1);
      default -> array;
    };
  }

  /** Another order of the elements in memory, not only of the axes. */
  static INDArray channelsFirst(INDArray array, int axes) {
    return axes == 1 ? array : channelsFirstView(array, axes).dup('c');
  }

  /** Another order of the axes over the same elements. */
  static INDArray channelsFirstView(INDArray array, int axes) {
    return switch (axes) {
      case 3 -> array.permute(0, 3, 1, 2);
      case 2 -> array.permute(0, 2, 1);
      default -> array;
    };
  }

  @Override
  public InputPreProcessor clone() {
    return new KerasReshape(from, to);
  }

  @Override
  public InputType getOutputType(InputType input) {
    return switch (to.length) {
      case 3 -> InputType.convolutional(to[0], to[1], to[2]);
      case 2 -> InputType.recurrent(to[1], to[0]);
      default -> InputType.feedForward(to[0]);
    };
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int miniBatchSize) {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KerasReshape reshape
        && Arrays.equals(from, reshape.from)
        && Arrays.equals(to, reshape.to);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
  }
}
