package assay.training.pool;

import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that somebody signs about a pool (EIP-712), bound to one deployment's registry. */
public sealed interface PoolStatement
    permits PoolDescription, RigInventory, Offer, Crew, RoundCall, RoundReply {

  /** The ActorRegistry whose actors this is about. */
  ContractAt registry();

  /** Whose signature counts. */
  Address signer();

  /** Its struct among the types that are signed. */
  String primaryType();

  /** Writes the struct's values. */
  void describe(ObjectNode message);
}
