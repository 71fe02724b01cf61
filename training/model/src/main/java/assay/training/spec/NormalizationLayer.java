package assay.training.spec;

import static assay.training.spec.LayerRules.only;
import static assay.training.spec.LayerRules.require;
import static assay.training.spec.LayerRules.requireEpsilon;

import java.util.List;
import java.util.stream.Stream;

/** Layers that bring values to mean 0 and variance 1, then to a learned scale and offset. */
public sealed interface NormalizationLayer extends Layer {

  @Override
  default Shape outputShape(List<Shape> inputs) {
    return only(inputs);
  }

  /**
   * Normalises each channel over the batch (Ioffe and Szegedy, 2015, arXiv 1502.03167).
   *
   * @param momentum share of the running moments kept per batch, 0 to 1
   * @param epsilon added to the variance, above 0
   */
  record BatchNormalization(double momentum, double epsilon) implements NormalizationLayer {
    public BatchNormalization {
      require(momentum >= 0 && momentum <= 1, "momentum must lie in 0..1");
      requireEpsilon(epsilon);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape shape = Shape.of(only(inputs).channels());
      return Stream.of("gamma", "beta", "moving_mean", "moving_variance")
          .map(role -> new TensorSpec(name, role, shape))
          .toList();
    }
  }

  /**
   * Normalises each place over its channels, samples apart (Ba and others, 2016, arXiv 1607.06450).
   *
   * @param epsilon added to the variance, above 0
   */
  record LayerNormalization(double epsilon) implements NormalizationLayer {
    public LayerNormalization {
      requireEpsilon(epsilon);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape shape = Shape.of(only(inputs).channels());
      return List.of(new TensorSpec(name, "gamma", shape), new TensorSpec(name, "beta", shape));
    }
  }
}
