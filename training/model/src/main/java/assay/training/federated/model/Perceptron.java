package assay.training.federated.model;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.data.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A net with one layer of ReLU between inputs and answers. Weights begin as normal numbers of
 * variance 2 / inputs, biases at 0 (He et al., "Delving Deep into Rectifiers", 2015).
 */
public final class Perceptron implements FlatModel {

  private final RowPerInput first;
  private final RowPerOutput last;

  private Perceptron(RowPerInput first, RowPerOutput last) {
    this.first = first;
    this.last = last;
  }

  /** A net inputs-hidden-classes. */
  public static Perceptron of(int inputs, int hidden, int classes) {
    FederatedRefusedException.require(
        inputs > 0 && hidden > 0 && classes > 1,
        "A net has inputs, hidden units and two classes at least, not %d-%d-%d."
            .formatted(inputs, hidden, classes));
    RowPerInput first = new RowPerInput(inputs, hidden);
    return new Perceptron(first, new RowPerOutput(hidden, classes, first.end()));
  }

  @Override
  public int parameters() {
    return last.end();
  }

  @Override
  public float[] initial(RandomGenerator random) {
    float[] parameters = new float[parameters()];
    fill(parameters, 0, first.biases(), first.inputs(), random);
    fill(parameters, first.end(), last.biases(), last.inputs(), random);
    return parameters;
  }

  private static void fill(
      float[] parameters, int from, int to, int inputs, RandomGenerator random) {
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = from; i < to; i++) {
      parameters[i] = (float) (deviation * random.nextGaussian());
    }
  }

  @Override
  public void gradient(float[] parameters, Batch batch, float[] gradient) {
    Arrays.fill(gradient, 0);
    float[] x = batch.samples().values();
    float[] hidden = new float[first.outputs()];
    float[] error = new float[last.outputs()];
    for (int i = 0; i < batch.size(); i++) {
      int from = batch.place(i) * first.inputs();
      int label = batch.samples().label(batch.place(i));
      answer(parameters, x, from, hidden, error);
      Softmax.apply(error, label);
      error[label] -= 1;
      for (int j = 0; j < error.length; j++) {
        error[j] /= batch.size();
      }
      last.addGradient(gradient, hidden, 0, error);
      float[] before = last.backward(parameters, error);
      for (int j = 0; j < before.length; j++) {
        before[j] = hidden[j] > 0 ? before[j] : 0;
      }
      first.addGradient(gradient, x, from, before);
    }
  }

  private void answer(float[] parameters, float[] x, int from, float[] hidden, float[] answers) {
    first.forward(parameters, x, from, hidden);
    for (int j = 0; j < hidden.length; j++) {
      hidden[j] = Math.max(0, hidden[j]);
    }
    last.forward(parameters, hidden, 0, answers);
  }

  @Override
  public Evaluation evaluate(float[] parameters, Samples samples) {
    float[] hidden = new float[first.outputs()];
    return Answers.evaluate(
        samples,
        (place, answers) ->
            answer(parameters, samples.values(), place * first.inputs(), hidden, answers));
  }
}
