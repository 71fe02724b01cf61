package assay.training.federated.model;

/** From answers to probabilities, and their cross-entropy. Stateless. */
final class Softmax {

  private Softmax() {}

  /** Replaces answers by their probabilities; gives the loss in nats for the right label. */
  static double apply(float[] answers, int label) {
    float most = answers[best(answers)];
    double margin = (double) answers[label] - most;
    double sum = 0;
    for (int i = 0; i < answers.length; i++) {
      double part = StrictMath.exp((double) answers[i] - most);
      answers[i] = (float) part;
      sum += part;
    }
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) (answers[i] / sum);
    }
    return StrictMath.log(sum) - margin;
  }

  static int best(float[] answers) {
    int best = 0;
    for (int i = 1; i < answers.length; i++) {
      if (answers[i] > answers[best]) {
        best = i;
      }
    }
    return best;
  }
}
