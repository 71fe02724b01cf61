package assay.training.spec;

import static assay.training.spec.LayerRules.onlySequence;
import static assay.training.spec.LayerRules.require;
import static assay.training.spec.LayerRules.requireCount;
import static assay.training.spec.LayerRules.size;

import java.util.ArrayList;
import java.util.List;

/** Layers that read a sequence step by step and remember. */
public sealed interface RecurrentLayer extends Layer {

  /** Whether the output has one entry per step; otherwise it is the last one. */
  boolean returnSequences();

  /** A layer that reads in one direction. */
  sealed interface OneWay extends RecurrentLayer permits LSTM, SimpleRNN {

    /** Numbers made per step. */
    int units();

    /** Sums computed per unit and step. */
    int gates();

    /** Numbers remembered per unit: what the next step reads. */
    int memories();

    @Override
    default Shape outputShape(List<Shape> inputs) {
      Shape input = onlySequence(inputs);
      return returnSequences() ? Shape.of(input.size(0), units()) : Shape.of(units());
    }

    @Override
    default List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      int sums = size((long) gates() * units());
      return List.of(
          new TensorSpec(name, "kernel", Shape.of(onlySequence(inputs).channels(), sums)),
          new TensorSpec(name, "recurrent_kernel", Shape.of(units(), sums)),
          new TensorSpec(name, "bias", Shape.of(sums)));
    }
  }

  /**
   * Long short-term memory (Hochreiter and Schmidhuber, 1997) with tanh and sigmoid; the columns of
   * its kernels are, {@code units} each: input gate, forget gate, cell, output gate.
   *
   * @param units numbers remembered
   * @param returnSequences whether every step's output is given
   */
  record LSTM(int units, boolean returnSequences) implements OneWay {
    public LSTM {
      requireCount("units", units);
    }

    @Override
    public int gates() {
      return 4;
    }

    /** The cell and the output. */
    @Override
    public int memories() {
      return 2;
    }

    @Override
    public ActivationFunction activation() {
      return ActivationFunction.TANH;
    }
  }

  /**
   * Elman's network (1990): each step's output is a function of its input and the last output.
   *
   * @param units numbers remembered
   * @param activation tanh or relu
   * @param returnSequences whether every step's output is given
   */
  record SimpleRNN(int units, ActivationFunction activation, boolean returnSequences)
      implements OneWay {
    public SimpleRNN {
      requireCount("units", units);
      require(
          activation == ActivationFunction.TANH || activation == ActivationFunction.RELU,
          "its activation is " + activation.word() + "; tanh and relu are known");
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int memories() {
      return 1;
    }
  }

  /**
   * Two copies of a layer, one reading from the end (Schuster and Paliwal, 1997). Its tensors are
   * the copies', with {@code forward_} and {@code backward_} before their roles.
   *
   * @param layer read in both directions
   * @param mergeMode what becomes of the two outputs
   */
  record Bidirectional(OneWay layer, MergeMode mergeMode) implements RecurrentLayer {

    @Override
    public boolean returnSequences() {
      return layer.returnSequences();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape one = layer.outputShape(inputs);
      if (mergeMode != MergeMode.CONCAT) {
        return one;
      }
      int both = size(2L * one.channels());
      return one.isSequence() ? Shape.of(one.size(0), both) : Shape.of(both);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      List<TensorSpec> both = new ArrayList<>();
      for (String direction : List.of("forward_", "backward_")) {
        layer
            .tensors(name, inputs)
            .forEach(own -> both.add(new TensorSpec(name, direction + own.role(), own.shape())));
      }
      return List.copyOf(both);
    }
  }

  /** How a {@link Bidirectional} joins its two outputs, by Keras's names. */
  enum MergeMode implements KerasWord {
    CONCAT("concat"),
    SUM("sum"),
    MULTIPLY("mul"),
    AVERAGE("ave");

    private final String word;

    MergeMode(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }
}
