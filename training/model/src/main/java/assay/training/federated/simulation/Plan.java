package assay.training.federated.simulation;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.client.LocalTraining;

/**
 * How long a federation trains.
 *
 * @param rounds from 1
 * @param clientsPerRound from 1 to all
 * @param epochs that a client trains in a round, from 1
 * @param training a client's steps
 * @param seed of everything that is by chance
 */
public record Plan(int rounds, int clientsPerRound, int epochs, LocalTraining training, long seed) {

  public Plan {
    FederatedRefusedException.require(
        rounds >= 1 && clientsPerRound >= 1 && epochs >= 1,
        "A run has 1 or more rounds, clients in each and epochs of theirs, not %d, %d and %d."
            .formatted(rounds, clientsPerRound, epochs));
  }
}
