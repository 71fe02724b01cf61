package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;

/**
 * A federated job as APIs carry it.
 *
 * @param market the BountyMarket's address
 */
public record FederatedJobJson(long chainId, Address market, Bytes32 bounty, Address coordinator) {

  public static FederatedJobJson of(FederatedJob job) {
    return new FederatedJobJson(
        job.market().chainId(), job.market().address(), job.bounty().value(), job.coordinator());
  }

  public FederatedJob job() {
    return new FederatedJob(new ContractAt(chainId, market), new BountyId(bounty), coordinator);
  }
}
