package assay.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

/**
 * Names the custom errors of our contracts: finds a revert's selector in the committed ABI files
 * and decodes its arguments (Solidity ABI, "Errors").
 */
@SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
final class ContractErrors {

  private static final int SELECTOR_LENGTH = 10;
  private static final String PLAIN_REASON = "Error(string)";

  private record Declared(String name, List<String> types) {}

  private static final Map<String, Declared> BY_SELECTOR = load();

  private ContractErrors() {}

  /** What a JSON-RPC error means: a revert if it carries revert data, else a refusal. */
  static ChainException refusal(String what, Response.Error error) {
    String data = revertData(error);
    if (data.length() < SELECTOR_LENGTH) {
      return new NodeRefusedException(what, error.getMessage());
    }
    return decode(what, data);
  }

  static RevertedException decode(String what, String data) {
    Declared declared = BY_SELECTOR.get(data.substring(0, SELECTOR_LENGTH));
    if (declared == null) {
      return new RevertedException(what, "unknown", List.of(data));
    }
    return new RevertedException(what, declared.name(), arguments(declared, data));
  }

  private static List<String> arguments(Declared declared, String data) {
    List<TypeReference<Type>> types = new ArrayList<>();
    for (String type : declared.types()) {
      types.add(reference(type));
    }
    return FunctionReturnDecoder.decode(data.substring(SELECTOR_LENGTH), types).stream()
        .map(ContractErrors::text)
        .toList();
  }

  private static String text(Type value) {
    return value.getValue() instanceof byte[] bytes
        ? Numeric.toHexString(bytes)
        : String.valueOf(value.getValue());
  }

  // Safe cast: makeTypeReference returns a reference to a subclass of Type for every ABI type.
  @SuppressWarnings("unchecked")
  private static TypeReference<Type> reference(String type) {
    try {
      return (TypeReference<Type>) TypeReference.makeTypeReference(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("No ABI type is called '" + type + "'.", e);
    }
  }

  /** Nodes disagree on where revert data stands: as a string, quoted, or inside an object. */
  private static String revertData(Response.Error error) {
    String data = error.getData() == null ? "" : error.getData();
    int start = data.indexOf("0x");
    if (start < 0) {
      return "";
    }
    int end = start + 2;
    while (end < data.length() && Character.digit(data.charAt(end), 16) >= 0) {
      end++;
    }
    return data.substring(start, end);
  }

  private static Map<String, Declared> load() {
    Map<String, Declared> found = new HashMap<>();
    found.put(selector(PLAIN_REASON), new Declared("Error", List.of("string")));
    for (ContractName contract : ContractName.values()) {
      for (JsonNode entry : readAbi(contract)) {
        if ("error".equals(entry.path("type").asText())) {
          declare(found, entry);
        }
      }
    }
    return Map.copyOf(found);
  }

  private static void declare(Map<String, Declared> found, JsonNode entry) {
    String name = entry.path("name").asText();
    List<String> types =
        StreamSupport.stream(entry.path("inputs").spliterator(), false)
            .map(input -> input.path("type").asText())
            .toList();
    String signature = name + "(" + String.join(",", types) + ")";
    found.put(selector(signature), new Declared(name, types));
  }

  private static String selector(String signature) {
    return Hash.sha3String(signature).substring(0, SELECTOR_LENGTH);
  }

  private static JsonNode readAbi(ContractName contract) {
    try (InputStream abi = contract.abi()) {
      return new ObjectMapper().readTree(abi);
    } catch (IOException e) {
      throw new UncheckedIOException("The ABI of " + contract + " does not parse.", e);
    }
  }
}
