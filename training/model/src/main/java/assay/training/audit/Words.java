package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/** Solidity's abi.encode of static values: one 32-byte word each. */
final class Words {

  private static final int WORD = 32;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static Words of(BigInteger chainId, Address contract) {
    return new Words().add(chainId).add(contract);
  }

  Words add(long value) {
    return add(BigInteger.valueOf(value));
  }

  Words add(BigInteger value) {
    String hex = value.toString(16);
    if (value.signum() < 0 || hex.length() > 2 * WORD) {
      throw new Contradiction(value + " does not fit into a word");
    }
    return hex("0".repeat(2 * WORD - hex.length()) + hex);
  }

  Words add(Address address) {
    return hex("0".repeat(2 * (WORD - 20)) + address.hex().substring(2));
  }

  Words add(Bytes32 word) {
    return hex(word.hex().substring(2));
  }

  /** Fixed bytes as {@code 0x} text, left-aligned in their word. */
  Words left(String text) {
    String digits = text.substring(2);
    return hex(digits + "0".repeat(2 * WORD - digits.length()));
  }

  /** The words of another list. */
  Words addAll(Words other) {
    bytes.writeBytes(other.bytes.toByteArray());
    return this;
  }

  /** One byte, no word. */
  Words prefix(int value) {
    bytes.write(value);
    return this;
  }

  Bytes32 hash() {
    return Bytes32.keccak256(bytes.toByteArray());
  }

  private Words hex(String digits) {
    bytes.writeBytes(HexFormat.of().parseHex(digits));
    return this;
  }
}
