package assay.training.spec;

import static assay.training.spec.LayerRules.only;
import static assay.training.spec.LayerRules.refused;
import static assay.training.spec.LayerRules.require;
import static assay.training.spec.LayerRules.requireCount;
import static assay.training.spec.LayerRules.requirePositive;
import static assay.training.spec.LayerRules.withBias;

import java.util.List;

/** Layers that work element by element, or on a whole vector. */
public sealed interface CoreLayer extends Layer {

  /**
   * Fully connected units.
   *
   * @param units outputs
   * @param activation applied to the sum
   * @param useBias whether each unit owns an offset
   */
  record Dense(int units, ActivationFunction activation, boolean useBias) implements CoreLayer {
    public Dense {
      requirePositive("units", units);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      require(input.isVector(), "it reads a vector, not " + input + "; put a Flatten before it");
      return Shape.of(units);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape kernel = Shape.of(only(inputs).channels(), units);
      return withBias(new TensorSpec(name, "kernel", kernel), units, useBias);
    }
  }

  /**
   * A learned vector for each whole number of a sample: the sample's values are places in a table.
   * Reads the input itself, so that data can be checked against the table before it is looked up.
   *
   * @param inputDim rows of the table; values run from 0 to one less
   * @param outputDim numbers per row
   */
  record Embedding(int inputDim, int outputDim) implements CoreLayer {
    public Embedding {
      requirePositive("input_dim", inputDim);
      requireCount("output_dim", outputDim);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      require(input.isVector(), "it reads a vector of places, not " + input);
      return Shape.of(input.channels(), outputDim);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      return List.of(new TensorSpec(name, "embeddings", Shape.of(inputDim, outputDim)));
    }
  }

  /** A function applied to each element; softmax over the channels. */
  record Activation(ActivationFunction activation) implements CoreLayer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /** Forgets a share of its inputs while training; {@code rate} 0 to below 1. */
  record Dropout(double rate) implements CoreLayer {
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw refused("rate is " + rate + "; it must be 0 or more and below 1");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /** {@code value * scale + offset}; how a spec says that pixels run to 16 or to 255. */
  record Rescaling(double scale, double offset) implements CoreLayer {
    public Rescaling {
      if (!(Math.abs(scale) <= 1e6 && Math.abs(offset) <= 1e6)) {
        throw refused("scale and offset must lie within -1000000..1000000");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }
}
