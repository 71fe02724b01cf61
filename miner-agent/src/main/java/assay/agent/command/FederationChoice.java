package assay.agent.command;

import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Federation;
import assay.training.federated.data.SyntheticData;
import assay.training.federated.model.FlatModel;
import assay.training.federated.model.Perceptron;
import assay.training.federated.model.SoftmaxRegression;

/** Data by the words of the command line, and the model that learns it. */
enum FederationChoice {
  /** Digits dealt out by chance. */
  DIGITS,
  /** Digits in shards of neighbouring labels. */
  DIGITS_SHARDS,
  /** The data synthetic(α, β). */
  SYNTHETIC,
  /** Synthetic data that is alike everywhere. */
  SYNTHETIC_IID;

  private static final int SHARDS = 2;
  private static final int PIXELS = 64;
  private static final int HIDDEN = 64;
  private static final int INPUTS = 60;
  private static final int CLASSES = 10;

  Federation federation(int clients, double alpha, double beta, long seed) {
    return switch (this) {
      case DIGITS -> new DigitsData(0).federation(clients, seed);
      case DIGITS_SHARDS -> new DigitsData(SHARDS).federation(clients, seed);
      case SYNTHETIC -> new SyntheticData(alpha, beta, false).federation(clients, seed);
      case SYNTHETIC_IID -> new SyntheticData(alpha, beta, true).federation(clients, seed);
    };
  }

  FlatModel model() {
    return switch (this) {
      case DIGITS, DIGITS_SHARDS -> Perceptron.of(PIXELS, HIDDEN, CLASSES);
      case SYNTHETIC, SYNTHETIC_IID -> new SoftmaxRegression(INPUTS, CLASSES);
    };
  }
}
