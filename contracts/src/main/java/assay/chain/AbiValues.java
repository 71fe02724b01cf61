package assay.chain;

import java.util.List;
import org.web3j.abi.datatypes.Array;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/** Turns decoded ABI values into the plain text, booleans and lists that events are kept as. */
@SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
final class AbiValues {

  private AbiValues() {}

  static Object plain(Type value) {
    if (value instanceof Array<?> array) {
      List<?> elements = array.getValue();
      return elements.stream().map(element -> plain((Type) element)).toList();
    }
    Object content = value.getValue();
    if (content instanceof byte[] bytes) {
      return Numeric.toHexString(bytes);
    }
    return content instanceof Boolean ? content : String.valueOf(content);
  }
}
