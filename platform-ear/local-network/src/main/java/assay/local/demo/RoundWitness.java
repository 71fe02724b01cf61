package assay.local.demo;

import assay.agent.Agent;
import assay.chain.Address;
import assay.local.process.LocalNetworkException;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundLog;
import assay.training.ledger.RoundFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches the log of a job's rounds from the platform and holds it to the chain.
 *
 * @param anyone asks platform and chain
 * @param coordinator who led the rounds
 * @param folder where the log is put
 */
record RoundWitness(Agent anyone, Address coordinator, Path folder) {

  /** Needs final events that know the job's last anchor. */
  CheckedRounds check(BountyId bounty) {
    FederatedJob job =
        new FederatedJob(
            new ContractAt(anyone.deployment().chainId(), anyone.market().address()),
            bounty,
            coordinator);
    List<RoundAnchor> onChain = new RoundFacts(anyone.events()).of(job);
    RoundLog log =
        anyone
            .platform()
            .federated()
            .rounds(job)
            .map(said -> new RoundLog(said.job(), said.rounds(), onChain))
            .orElseThrow(
                () -> new LocalNetworkException("The platform has no rounds of " + bounty + "."));
    return new CheckedRounds(log, written(log), new RoundAudit(log).against(onChain));
  }

  private Path written(RoundLog log) {
    try {
      return Files.write(folder.resolve("rounds.json"), log.write());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
