package assay.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.crypto.Hash;

/** Reads the committed ABI files (Solidity's "Contract ABI Specification", JSON form). */
@SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
final class ContractAbi {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One parameter of an event or error.
   *
   * @param type an ABI type, such as {@code bytes32[]}
   */
  record Parameter(String name, String type, boolean isIndexed) {

    // Safe cast: makeTypeReference returns a reference to a subclass of Type for every ABI type.
    @SuppressWarnings("unchecked")
    TypeReference<Type> reference() {
      try {
        return (TypeReference<Type>) TypeReference.makeTypeReference(type, isIndexed, false);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("No ABI type is called '" + type + "'.", e);
      }
    }
  }

  /** A named entry of an ABI with its parameters. */
  record Entry(String name, List<Parameter> parameters) {

    /** Keccak-256 of the canonical signature, {@code 0x} and 64 hex digits. */
    String signatureHash() {
      List<String> types = parameters.stream().map(Parameter::type).toList();
      return Hash.sha3String(name + "(" + String.join(",", types) + ")");
    }
  }

  private ContractAbi() {}

  /**
   * All entries of one kind that a contract declares.
   *
   * @param kind {@code event} or {@code error}
   */
  static Stream<Entry> entries(ContractName contract, String kind) {
    return elements(read(contract))
        .filter(entry -> kind.equals(entry.path("type").asText()))
        .map(ContractAbi::entry);
  }

  private static Entry entry(JsonNode entry) {
    List<Parameter> parameters =
        elements(entry.path("inputs"))
            .map(
                input ->
                    new Parameter(
                        input.path("name").asText(),
                        input.path("type").asText(),
                        input.path("indexed").asBoolean()))
            .toList();
    return new Entry(entry.path("name").asText(), parameters);
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode read(ContractName contract) {
    try (InputStream abi = contract.abi()) {
      return JSON.readTree(abi);
    } catch (IOException e) {
      throw new UncheckedIOException("The ABI of " + contract + " does not parse.", e);
    }
  }
}
