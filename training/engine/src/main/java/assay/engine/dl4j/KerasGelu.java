package assay.engine.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The Gaussian error linear unit as Keras defines it, {@code x * (1 + erf(x / sqrt 2)) / 2}. DL4J's
 * own two are approximations that differ from it by up to 2e-2 and 5e-4.
 */
public final class KerasGelu extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(below(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray density = Transforms.exp(in.mul(in).muli(-0.5)).divi(Math.sqrt(2 * Math.PI));
    INDArray slope = density.muli(in).addi(below(in));
    return new Pair<>(slope.muli(epsilon), null);
  }

  /** The share of a normal distribution that lies below each number. */
  private static INDArray below(INDArray in) {
    return Nd4j.getExecutioner().exec(new Erf(in.div(Math.sqrt(2)))).addi(1).muli(0.5);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KerasGelu;
  }

  @Override
  public int hashCode() {
    return KerasGelu.class.hashCode();
  }

  @Override
  public String toString() {
    return "gelu";
  }
}
