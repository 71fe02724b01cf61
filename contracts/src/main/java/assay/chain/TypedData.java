package assay.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.web3j.crypto.StructuredDataEncoder;

/** Typed data (EIP-712) as wallets take it: JSON with types, primary type, domain and message. */
public final class TypedData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TypedData() {}

  /**
   * Types as a resource has them; domain and message are put in by the caller.
   *
   * @param beside the class that the resource lies beside
   */
  public static ObjectNode ofTypes(Class<?> beside, String resource) {
    try (InputStream types = beside.getResourceAsStream(resource)) {
      if (types == null) {
        throw new IllegalStateException("The types " + resource + " are missing from the program.");
      }
      return (ObjectNode) JSON.readTree(types);
    } catch (IOException e) {
      throw new IllegalStateException("The types " + resource + " cannot be read.", e);
    }
  }

  /** The hash that is signed. */
  public static Bytes32 hash(String json) {
    try {
      return Bytes32.of(new StructuredDataEncoder(json).hashStructuredData());
    } catch (IOException e) {
      throw new IllegalStateException("The typed data cannot be encoded.", e);
    }
  }
}
