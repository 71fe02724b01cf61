package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import java.util.Arrays;
import java.util.function.Function;

/** Runs a recurrent layer over one sequence, step by step, by Keras's definitions. */
final class KerasRecurrence {

  private final Function<String, float[]> tensors;
  private final double[] input;
  private final Shape shape;

  KerasRecurrence(Function<String, float[]> tensors, double[] input, Shape shape) {
    this.tensors = tensors;
    this.input = input;
    this.shape = shape;
  }

  double[] answer(RecurrentLayer layer) {
    if (layer instanceof RecurrentLayer.OneWay one) {
      return kept(one, outputs(one, "", false));
    }
    RecurrentLayer.Bidirectional both = (RecurrentLayer.Bidirectional) layer;
    double[][] forward = outputs(both.layer(), "forward_", false);
    double[][] backward = outputs(both.layer(), "backward_", true);
    if (!both.returnSequences()) {
      return merge(both, forward[time() - 1], backward[time() - 1]);
    }
    double[] all = new double[0];
    for (int t = 0; t < time(); t++) {
      double[] step = merge(both, forward[t], backward[time() - 1 - t]);
      int from = all.length;
      all = Arrays.copyOf(all, from + step.length);
      System.arraycopy(step, 0, all, from, step.length);
    }
    return all;
  }

  private int time() {
    return shape.size(0);
  }

  private double[] kept(RecurrentLayer.OneWay layer, double[][] outputs) {
    return layer.returnSequences()
        ? Arrays.stream(outputs).flatMapToDouble(Arrays::stream).toArray()
        : outputs[time() - 1];
  }

  private static double[] merge(
      RecurrentLayer.Bidirectional both, double[] forward, double[] backward) {
    double[] merged =
        both.mergeMode() == RecurrentLayer.MergeMode.CONCAT
            ? Arrays.copyOf(forward, 2 * forward.length)
            : new double[forward.length];
    for (int i = 0; i < forward.length; i++) {
      switch (both.mergeMode()) {
        case CONCAT -> merged[forward.length + i] = backward[i];
        case SUM -> merged[i] = forward[i] + backward[i];
        case MULTIPLY -> merged[i] = forward[i] * backward[i];
        case AVERAGE -> merged[i] = (forward[i] + backward[i]) / 2;
      }
    }
    return merged;
  }

  private double[][] outputs(RecurrentLayer.OneWay layer, String direction, boolean isReversed) {
    double[][] outputs = new double[time()][];
    double[] output = new double[layer.units()];
    double[] cell = new double[layer.units()];
    for (int t = 0; t < time(); t++) {
      double[] sums = sums(layer, direction, isReversed ? time() - 1 - t : t, output);
      output =
          layer instanceof RecurrentLayer.LSTM
              ? remember(sums, cell)
              : KerasActivations.activate(layer.activation(), sums, sums.length);
      outputs[t] = output;
    }
    return outputs;
  }

  private double[] sums(RecurrentLayer.OneWay layer, String direction, int t, double[] last) {
    float[] kernel = tensors.apply(direction + "kernel");
    float[] recurrent = tensors.apply(direction + "recurrent_kernel");
    double[] sums = new double[layer.gates() * layer.units()];
    for (int column = 0; column < sums.length; column++) {
      sums[column] = tensors.apply(direction + "bias")[column];
      for (int i = 0; i < shape.channels(); i++) {
        sums[column] += input[t * shape.channels() + i] * kernel[i * sums.length + column];
      }
      for (int i = 0; i < last.length; i++) {
        sums[column] += last[i] * recurrent[i * sums.length + column];
      }
    }
    return sums;
  }

  private static double[] remember(double[] sums, double[] cell) {
    int units = cell.length;
    double[] output = new double[units];
    for (int u = 0; u < units; u++) {
      double enter = sigmoid(sums[u]);
      double forget = sigmoid(sums[units + u]);
      cell[u] = forget * cell[u] + enter * Math.tanh(sums[2 * units + u]);
      output[u] = sigmoid(sums[3 * units + u]) * Math.tanh(cell[u]);
    }
    return output;
  }

  private static double sigmoid(double x) {
    return KerasActivations.activate(ActivationFunction.SIGMOID, x);
  }
}
