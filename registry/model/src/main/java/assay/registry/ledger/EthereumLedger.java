package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.Receipt;
import assay.chain.RevertedException;
import assay.chain.TransactionSender;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Origin;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The ledger over the protocol's contracts on an EVM chain. What is read comes from the block that
 * is final under the chain client's settings. Thread-safe.
 */
public final class EthereumLedger implements Ledger {

  private final TransactionSender sender;
  private final ContractAt registry;
  private final DatasetCalls datasets;
  private final GrantCalls grants;
  private final GrantDeeds deeds;
  private final RegistryReads reads;

  /**
   * @param sender the account that acts
   * @param random draws the nonces that tell equal grants apart
   */
  public EthereumLedger(
      ChainClient chain, Deployment deployment, TransactionSender sender, RandomGenerator random) {
    this.sender = sender;
    registry =
        new ContractAt(deployment.chainId(), deployment.address(ContractName.ASSET_REGISTRY));
    datasets = new DatasetCalls(chain, deployment);
    grants = new GrantCalls(chain, deployment);
    reads = new RegistryReads(chain, deployment);
    deeds = new GrantDeeds(reads, random);
  }

  @Override
  public Address account() {
    return sender.address();
  }

  @Override
  public ContractAt registry() {
    return registry;
  }

  @Override
  public Instant finalTime() {
    return reads.finalTime();
  }

  @Override
  public long nextNonce() {
    return datasets.nextNonce(account());
  }

  @Override
  public Optional<Dataset> dataset(DatasetId id) {
    return reads.dataset(id);
  }

  @Override
  public Optional<DatasetVersion> version(VersionId id) {
    return reads.version(id);
  }

  @Override
  public Optional<AccessGrant> grant(GrantId id) {
    return reads.grant(id);
  }

  @Override
  public boolean isEndPending(GrantId id) {
    return reads.isEndPending(id);
  }

  @Override
  public Confirmed<DatasetId> register(DatasetVersion first, long nonce) {
    DatasetId id =
        DatasetId.derive(registry, new Origin(account(), nonce), first.manifest().digest());
    ContractCall call = datasets.register(first, nonce);
    return new Confirmed<>(
        id, refusable(call.purpose(), () -> sender.sendOnce("register " + id, call)));
  }

  @Override
  public Confirmed<VersionId> addVersion(DatasetId dataset, DatasetVersion version) {
    Receipt receipt = send(datasets.addVersion(dataset, version));
    return new Confirmed<>(LedgerAbi.addedVersion(dataset, receipt), receipt);
  }

  @Override
  public Confirmed<GrantId> grant(GrantTerms terms, long uses) {
    GrantDeed deed = deeds.fresh(terms, uses);
    GrantId id = deeds.id(deed);
    String intent = "grant " + terms.version() + " to " + terms.grantee();
    return new Confirmed<>(id, refusable(intent, () -> sender.send(grants.grant(deed))));
  }

  @Override
  public Receipt revoke(GrantId grant) {
    GrantDeed deed = deeds.toRevoke(grant);
    return refusable("revoke grant " + grant, () -> sender.send(grants.revoke(deed)));
  }

  @Override
  public Receipt revokeAll(DatasetId dataset) {
    return send(grants.revokeAll(dataset));
  }

  @Override
  public Receipt transfer(DatasetId dataset, Address to) {
    return send(datasets.transfer(dataset, account(), to));
  }

  @Override
  public Receipt retire(DatasetId dataset) {
    return send(datasets.retire(dataset));
  }

  private Receipt send(ContractCall call) {
    return refusable(call.purpose(), () -> sender.send(call));
  }

  private static Receipt refusable(String intent, Supplier<Receipt> sending) {
    try {
      return sending.get();
    } catch (RevertedException e) {
      throw Refusals.of(intent, e);
    }
  }
}
