package assay.agent.command;

import assay.training.federated.client.LocalTraining;
import assay.training.federated.data.Federation;
import assay.training.federated.model.FlatModel;
import assay.training.federated.simulation.Plan;
import picocli.CommandLine.Option;

/** Who trains on what, and how long. */
final class FederationOptions {

  @Option(
      names = "--data",
      defaultValue = "digits",
      converter = WordConverter.OfData.class,
      description =
          "digits, digits-shards (2 shards of labels each), synthetic or synthetic-iid"
              + " (default: ${DEFAULT-VALUE}).")
  private FederationChoice data;

  @Option(
      names = "--alpha",
      defaultValue = "1",
      description = "Of synthetic data (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--beta",
      defaultValue = "1",
      description = "Of synthetic data (default: ${DEFAULT-VALUE}).")
  private double beta;

  @Option(
      names = "--clients",
      defaultValue = "10",
      description = "Clients of the federation (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--per-round",
      defaultValue = "10",
      description = "Clients of a round (default: ${DEFAULT-VALUE}).")
  private int perRound;

  @Option(
      names = "--rounds",
      defaultValue = "30",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--epochs",
      defaultValue = "2",
      description = "Epochs of a client in a round (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.1",
      description = "Of the clients (default: ${DEFAULT-VALUE}).")
  private float learningRate;

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Samples of a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description =
          "Of data and training; the same seed gives the same figures (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  FlatModel model() {
    return data.model();
  }

  Federation federation() {
    return data.federation(clients, alpha, beta, seed);
  }

  Plan plan() {
    return new Plan(rounds, perRound, epochs, new LocalTraining(learningRate, batch), seed);
  }
}
