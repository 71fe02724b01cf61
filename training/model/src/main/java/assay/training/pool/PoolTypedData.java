package assay.training.pool;

import assay.chain.Bytes32;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.web3j.crypto.StructuredDataEncoder;

/**
 * What is signed about pools (EIP-712), under a domain that names chain and registry. Any wallet
 * can sign this JSON.
 */
public final class PoolTypedData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PoolTypedData() {}

  /** The typed data as wallets take it. */
  public static String json(PoolStatement statement) {
    try (InputStream types = PoolTypedData.class.getResourceAsStream("pool-types.json")) {
      ObjectNode data = (ObjectNode) JSON.readTree(Objects.requireNonNull(types));
      data.put("primaryType", statement.primaryType());
      data.putObject("domain")
          .put("name", "AssayPool")
          .put("version", "1")
          .put("chainId", statement.registry().chainId())
          .put("verifyingContract", statement.registry().address().hex());
      statement.describe(data.putObject("message"));
      return JSON.writeValueAsString(data);
    } catch (IOException e) {
      throw new IllegalStateException("The types of pools are missing from the program.", e);
    }
  }

  /** The hash that is signed; of an inventory, what its rig puts on chain. */
  public static Bytes32 hash(PoolStatement statement) {
    try {
      return Bytes32.of(new StructuredDataEncoder(json(statement)).hashStructuredData());
    } catch (IOException e) {
      throw new IllegalStateException("The types of pools cannot be encoded.", e);
    }
  }
}
