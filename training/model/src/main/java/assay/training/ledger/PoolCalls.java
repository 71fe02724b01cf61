package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.ActorRegistry;
import assay.registry.dataset.ContractAt;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import java.math.BigInteger;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Reads the chain's entry of a miner's pool and rig, and builds the calls that change it. */
public final class PoolCalls {

  private final ChainClient chain;
  private final ContractAt at;
  private final ActorRegistry registry;

  public PoolCalls(ChainClient chain, Deployment deployment) {
    Address address = deployment.address(ContractName.ACTOR_REGISTRY);
    this.chain = chain;
    this.at = new ContractAt(deployment.chainId(), address);
    this.registry = chain.wrap(ActorRegistry::load, address);
  }

  /** What everything signed about pools is bound to. */
  public ContractAt registry() {
    return at;
  }

  /** What the miner's next commit would copy. */
  public PoolEntry entryOf(Address miner) {
    return chain.read(
        "the pool of " + miner,
        () -> {
          var entry = registry.poolOf(miner.hex()).send();
          return new PoolEntry(
              new Address(entry.component1()), new PoolFee(entry.component2().intValueExact()));
        });
  }

  /** The hash of the miner's inventory, zero where he published none. */
  public Bytes32 rigOf(Address miner) {
    return Bytes32.of(
        chain.read(
            "the rig of " + miner, () -> registry.actorOf(miner.hex()).send().rigInventoryHash));
  }

  /** Enters a pool, or leaves it with {@link PoolEntry#NONE}. */
  public ContractCall set(PoolEntry entry) {
    return call(
        entry.operator().isPresent() ? "join a pool" : "leave a pool",
        registry.setPool(entry.pool().hex(), BigInteger.valueOf(entry.fee().basisPoints())));
  }

  /** Publishes the hash of an inventory. */
  public ContractCall setRig(Bytes32 inventory) {
    return call("publish an inventory's hash", registry.setRig(inventory.bytes()));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, at.address(), call.encodeFunctionCall());
  }
}
