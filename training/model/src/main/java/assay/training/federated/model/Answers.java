package assay.training.federated.model;

import assay.training.federated.data.Samples;

/** Counts a model's answers on samples. Stateless. */
final class Answers {

  private Answers() {}

  /** Answers one sample. */
  @FunctionalInterface
  interface Answering {

    void answer(int place, float[] answers);
  }

  static Evaluation evaluate(Samples samples, Answering answering) {
    float[] answers = new float[samples.classes()];
    double loss = 0;
    int right = 0;
    for (int place = 0; place < samples.size(); place++) {
      answering.answer(place, answers);
      right += Softmax.best(answers) == samples.label(place) ? 1 : 0;
      loss += Softmax.apply(answers, samples.label(place));
    }
    return new Evaluation(loss / samples.size(), (double) right / samples.size());
  }
}
