package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.Receipt;
import assay.chain.RevertedException;
import assay.chain.TransactionSender;
import assay.chain.contract.AccessGrants;
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
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * The ledger over the protocol's contracts on an EVM chain. What is read comes from the block that
 * is final under the chain client's settings. Thread-safe.
 */
public final class EthereumLedger implements Ledger {

  private static final BigInteger DATASET = BigInteger.ZERO;
  private static final int NONCE_BYTES = 16;

  private final TransactionSender sender;
  private final ContractAt registry;
  private final Address grants;
  private final RegistryReads reads;
  private final RandomGenerator random;

  /**
   * @param sender the account that acts
   * @param random draws the nonces that tell equal grants apart
   */
  public EthereumLedger(
      ChainClient chain, Deployment deployment, TransactionSender sender, RandomGenerator random) {
    this.sender = sender;
    this.random = random;
    registry =
        new ContractAt(deployment.chainId(), deployment.address(ContractName.ASSET_REGISTRY));
    grants = deployment.address(ContractName.ACCESS_GRANTS);
    reads = new RegistryReads(chain, deployment);
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
    return reads.nextNonce(account());
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
    Bytes32 specHash = first.manifest().digest();
    DatasetId id = DatasetId.derive(registry, new Origin(account(), nonce), specHash);
    String call =
        reads
            .registry()
            .register(
                DATASET,
                BigInteger.valueOf(nonce),
                specHash.bytes(),
                LedgerAbi.toSpec(first),
                List.of())
            .encodeFunctionCall();
    String intent = "register the dataset";
    return new Confirmed<>(
        id,
        refusable(
            intent,
            () ->
                sender.sendOnce(
                    "register " + id, ContractCall.of(intent, registry.address(), call))));
  }

  @Override
  public Confirmed<VersionId> addVersion(DatasetId dataset, DatasetVersion version) {
    Receipt receipt =
        send(
            "add a version to dataset " + dataset,
            registry.address(),
            reads.registry().addVersion(dataset.value().bytes(), LedgerAbi.toSpec(version)));
    return new Confirmed<>(LedgerAbi.addedVersion(dataset, receipt), receipt);
  }

  @Override
  public Confirmed<GrantId> grant(GrantTerms terms, long uses) {
    String intent = "grant " + terms.version() + " to " + terms.grantee();
    BigInteger epoch =
        reads
            .newestGrantEpoch(terms.version().dataset())
            .orElseThrow(() -> new IntentRefusedException(intent, Refusal.UNKNOWN_DATASET));
    BigInteger deadline = LedgerAbi.seconds(terms.period().expiry());
    GrantDeed deed = new GrantDeed(terms, uses, epoch.longValueExact(), freshNonce(), deadline);
    AccessGrants.Grant grant = LedgerAbi.toGrant(deed);
    GrantId id = reads.grantId(grant);
    return new Confirmed<>(id, send(intent, grants, reads.grants().grant(grant)));
  }

  private BigInteger freshNonce() {
    byte[] fresh = new byte[NONCE_BYTES];
    random.nextBytes(fresh);
    return reads.floor(account()).add(new BigInteger(1, fresh));
  }

  @Override
  public Receipt revoke(GrantId grant) {
    String intent = "revoke grant " + grant;
    GrantDeed deed =
        reads
            .deed(grant)
            .orElseThrow(() -> new IntentRefusedException(intent, Refusal.UNKNOWN_GRANT));
    return send(intent, grants, reads.grants().revoke(LedgerAbi.toGrant(deed)));
  }

  @Override
  public Receipt revokeAll(DatasetId dataset) {
    return send(
        "end all grants of dataset " + dataset,
        grants,
        reads.grants().revokeAll(dataset.value().bytes()));
  }

  @Override
  public Receipt transfer(DatasetId dataset, Address to) {
    BigInteger token = new BigInteger(1, dataset.value().bytes());
    return send(
        "transfer dataset " + dataset,
        registry.address(),
        reads.registry().transferFrom(account().hex(), to.hex(), token));
  }

  @Override
  public Receipt retire(DatasetId dataset) {
    return send(
        "retire dataset " + dataset,
        registry.address(),
        reads.registry().retire(dataset.value().bytes()));
  }

  private Receipt send(
      String intent, Address contract, RemoteFunctionCall<TransactionReceipt> call) {
    return refusable(
        intent, () -> sender.send(ContractCall.of(intent, contract, call.encodeFunctionCall())));
  }

  private static Receipt refusable(String intent, Supplier<Receipt> sending) {
    try {
      return sending.get();
    } catch (RevertedException e) {
      throw Refusals.of(intent, e);
    }
  }
}
