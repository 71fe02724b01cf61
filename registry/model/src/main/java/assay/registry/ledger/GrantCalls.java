package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.AccessGrants;
import assay.registry.dataset.DatasetId;
import assay.registry.grant.GrantDeed;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls that change a grant, ready to be signed. Immutable. */
public final class GrantCalls {

  private final Address address;
  private final AccessGrants grants;

  public GrantCalls(ChainClient chain, Deployment deployment) {
    this.address = deployment.address(ContractName.ACCESS_GRANTS);
    this.grants = chain.wrap(AccessGrants::load, address);
  }

  /** Gives a grant; its grantor's to send. */
  public ContractCall grant(GrantDeed deed) {
    return call("give a grant", grants.grant(LedgerAbi.toGrant(deed)));
  }

  /** Ends a grant; its grantor's to send. */
  public ContractCall revoke(GrantDeed deed) {
    return call("revoke a grant", grants.revoke(LedgerAbi.toGrant(deed)));
  }

  /** Ends every grant of the dataset given so far; its owner's to send. */
  public ContractCall revokeAll(DatasetId dataset) {
    return call("end all grants of dataset " + dataset, grants.revokeAll(dataset.value().bytes()));
  }

  /**
   * Uses a grant once, paying its price out of what the grantee, who sends it, has in the vault.
   */
  public ContractCall use(GrantDeed deed) {
    return call("use a grant", grants.use(LedgerAbi.toGrant(deed)));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }
}
