package assay.training.pool;

import assay.chain.Bytes32;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is signed about pools (EIP-712), under a domain that names chain and registry. Any wallet
 * can sign this JSON.
 */
public final class PoolTypedData {

  private PoolTypedData() {}

  /** The typed data as wallets take it. */
  public static String json(PoolStatement statement) {
    ObjectNode data = TypedData.ofTypes(PoolTypedData.class, "pool-types.json");
    data.put("primaryType", statement.primaryType());
    data.putObject("domain")
        .put("name", "AssayPool")
        .put("version", "1")
        .put("chainId", statement.registry().chainId())
        .put("verifyingContract", statement.registry().address().hex());
    statement.describe(data.putObject("message"));
    return data.toString();
  }

  /** The hash that is signed; of an inventory, what its rig puts on chain. */
  public static Bytes32 hash(PoolStatement statement) {
    return TypedData.hash(json(statement));
  }
}
