package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.AssetRegistry;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls that change a dataset, ready to be signed by its owner. Immutable. */
public final class DatasetCalls {

  private static final BigInteger DATASET = BigInteger.ZERO;

  private final ChainClient chain;
  private final Address address;
  private final AssetRegistry registry;

  public DatasetCalls(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.address = deployment.address(ContractName.ASSET_REGISTRY);
    this.registry = chain.wrap(AssetRegistry::load, address);
  }

  /** The account's next number in the registry, as of the newest block. */
  public long nextNonce(Address account) {
    return chain
        .read("the nonce of " + account, () -> registry.nonceOf(account.hex()).send())
        .longValueExact();
  }

  /**
   * Registers a dataset with its first version.
   *
   * @param nonce the sender's next, which the manifest names too
   */
  public ContractCall register(DatasetVersion first, long nonce) {
    return call(
        "register the dataset",
        registry.register(
            DATASET,
            BigInteger.valueOf(nonce),
            first.manifest().digest().bytes(),
            LedgerAbi.toSpec(first),
            List.of()));
  }

  public ContractCall addVersion(DatasetId dataset, DatasetVersion version) {
    return call(
        "add a version to dataset " + dataset,
        registry.addVersion(dataset.value().bytes(), LedgerAbi.toSpec(version)));
  }

  /** Gives the dataset away; ends every grant given so far. */
  public ContractCall transfer(DatasetId dataset, Address from, Address to) {
    BigInteger token = new BigInteger(1, dataset.value().bytes());
    return call("transfer dataset " + dataset, registry.transferFrom(from.hex(), to.hex(), token));
  }

  /** Ends every grant and every future one; cannot be undone. */
  public ContractCall retire(DatasetId dataset) {
    return call("retire dataset " + dataset, registry.retire(dataset.value().bytes()));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }
}
