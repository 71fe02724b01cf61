package assay.training.federated.model;

import assay.training.federated.data.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Softmax over one layer; it begins at 0. */
public final class SoftmaxRegression implements FlatModel {

  private final RowPerOutput layer;

  /**
   * @param inputs values per sample, from 1
   * @param classes from 2
   */
  public SoftmaxRegression(int inputs, int classes) {
    this.layer = new RowPerOutput(inputs, classes, 0);
  }

  @Override
  public int parameters() {
    return layer.end();
  }

  @Override
  public float[] initial(RandomGenerator random) {
    return new float[parameters()];
  }

  @Override
  public void gradient(float[] parameters, Batch batch, float[] gradient) {
    Arrays.fill(gradient, 0);
    float[] x = batch.samples().values();
    float[] error = new float[layer.outputs()];
    for (int i = 0; i < batch.size(); i++) {
      int from = batch.place(i) * layer.inputs();
      int label = batch.samples().label(batch.place(i));
      layer.forward(parameters, x, from, error);
      Softmax.apply(error, label);
      error[label] -= 1;
      for (int j = 0; j < error.length; j++) {
        error[j] /= batch.size();
      }
      layer.addGradient(gradient, x, from, error);
    }
  }

  @Override
  public Evaluation evaluate(float[] parameters, Samples samples) {
    return Answers.evaluate(
        samples,
        (place, answers) ->
            layer.forward(parameters, samples.values(), place * layer.inputs(), answers));
  }
}
