package assay.engine.torch;

import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam after each kernel and embedding has lost a share of itself.
 *
 * @param adam the step
 * @param weightDecay the share at step size 1
 * @param shrinking where those weights lie among all that is learned
 */
record AdamWRule(AdamRule adam, double weightDecay, List<AdamWRule.Stretch> shrinking)
    implements UpdateRule {

  /** Neighbouring numbers. */
  record Stretch(long from, long length) {}

  static AdamWRule of(Optimizer.AdamW optimizer, ModelSpec spec) {
    Optimizer.Adam adam =
        new Optimizer.Adam(
            optimizer.learningRate(), optimizer.beta1(), optimizer.beta2(), optimizer.epsilon());
    return new AdamWRule(new AdamRule(adam), optimizer.weightDecay(), shrinking(spec));
  }

  private static List<Stretch> shrinking(ModelSpec spec) {
    List<Stretch> found = new ArrayList<>();
    long next = 0;
    for (TensorSpec tensor : spec.tensors().stream().filter(TensorSpec::isTrained).toList()) {
      long length = tensor.shape().elements();
      if (tensor.isKernel() || tensor.role().equals("embeddings")) {
        found.add(new Stretch(next, length));
      }
      next += length;
    }
    return found;
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    Scalar kept = new Scalar(1 - weightDecay * step.rate());
    for (Stretch stretch : shrinking) {
      parameters.learned().narrow(0, stretch.from(), stretch.length()).mul_(kept);
    }
    adam.apply(parameters, memory, step);
  }
}
