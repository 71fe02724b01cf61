package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.AccessGrants;
import assay.registry.grant.GrantDeed;

/** The call by which a grantee changes his grant, ready to be signed. Immutable. */
public final class GrantCalls {

  private final Address address;
  private final AccessGrants grants;

  public GrantCalls(ChainClient chain, Deployment deployment) {
    this.address = deployment.address(ContractName.ACCESS_GRANTS);
    this.grants = chain.wrap(AccessGrants::load, address);
  }

  /** Uses a grant once, paying its price out of what the grantee has in the vault. */
  public ContractCall use(GrantDeed deed) {
    return ContractCall.of(
        "use a grant", address, grants.use(LedgerAbi.toGrant(deed)).encodeFunctionCall());
  }
}
