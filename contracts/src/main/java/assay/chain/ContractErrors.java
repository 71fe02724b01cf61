package assay.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.Response;

/**
 * Names the custom errors of our contracts: finds a revert's selector in the committed ABI files
 * and decodes its arguments (Solidity ABI, "Errors").
 */
@SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
final class ContractErrors {

  private static final int SELECTOR_LENGTH = 10;

  /** "Execution error" of the JSON-RPC of Ethereum's clients. */
  private static final int EXECUTION_ERROR = 3;

  private static final List<String> OF_THE_CODE =
      List.of("revert", "out of gas", "outofgas", "invalid opcode", "invalid jump", "evm error");

  private static final Map<String, ContractAbi.Entry> BY_SELECTOR = load();

  private ContractErrors() {}

  /** What a JSON-RPC error means: a revert if it carries revert data, else a refusal. */
  static ChainException refusal(String what, Response.Error error) {
    String data = revertData(error);
    if (data.length() < SELECTOR_LENGTH) {
      return new NodeRefusedException(what, error.getMessage());
    }
    return decode(what, data);
  }

  /** Whether the contract's own code failed, and not the node: the codes of nodes do not tell. */
  static boolean isOfTheContract(Response.Error error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return error.getCode() == EXECUTION_ERROR || OF_THE_CODE.stream().anyMatch(message::contains);
  }

  private static RevertedException decode(String what, String data) {
    ContractAbi.Entry declared = BY_SELECTOR.get(data.substring(0, SELECTOR_LENGTH));
    if (declared == null) {
      return new RevertedException(what, "unknown", List.of(data));
    }
    return new RevertedException(what, declared.name(), arguments(declared, data));
  }

  private static List<String> arguments(ContractAbi.Entry declared, String data) {
    List<Type> values =
        FunctionReturnDecoder.decode(
            data.substring(SELECTOR_LENGTH),
            declared.parameters().stream().map(ContractAbi.Parameter::reference).toList());
    return values.stream().map(AbiValues::plain).map(String::valueOf).toList();
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

  private static Map<String, ContractAbi.Entry> load() {
    Map<String, ContractAbi.Entry> found = new HashMap<>();
    declare(
        found,
        new ContractAbi.Entry(
            "Error", List.of(new ContractAbi.Parameter("reason", "string", false))));
    for (ContractName contract : ContractName.values()) {
      ContractAbi.entries(contract, "error").forEach(entry -> declare(found, entry));
    }
    return Map.copyOf(found);
  }

  private static void declare(Map<String, ContractAbi.Entry> found, ContractAbi.Entry entry) {
    found.put(entry.signatureHash().substring(0, SELECTOR_LENGTH), entry);
  }
}
