package assay.training.bounty;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Solidity's {@code abi.encode} of static values: one 32-byte word each, numbers right-aligned,
 * fixed bytes left-aligned.
 */
final class AbiWords {

  private static final int WORD = 32;

  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  AbiWords number(long value) {
    return number(BigInteger.valueOf(value));
  }

  AbiWords number(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new BountyRuleException(
          BountyRuleException.Reason.OUT_OF_RANGE, value + " is no uint256.");
    }
    byte[] bytes = value.toByteArray();
    int skip = bytes.length > WORD ? 1 : 0;
    return right(bytes, skip);
  }

  AbiWords address(Address address) {
    return right(HexFormat.of().parseHex(address.hex(), 2, address.hex().length()), 0);
  }

  AbiWords word(Bytes32 word) {
    words.writeBytes(word.bytes());
    return this;
  }

  /** A bytes4, left-aligned in its word. */
  AbiWords bytes4(int value) {
    words.writeBytes(ByteBuffer.allocate(WORD).putInt(value).array());
    return this;
  }

  Bytes32 keccak256() {
    return Bytes32.keccak256(words.toByteArray());
  }

  /** Hashes the words behind one prefix byte. */
  Bytes32 keccak256(int prefix) {
    ByteArrayOutputStream prefixed = new ByteArrayOutputStream();
    prefixed.write(prefix);
    prefixed.writeBytes(words.toByteArray());
    return Bytes32.keccak256(prefixed.toByteArray());
  }

  private AbiWords right(byte[] bytes, int skip) {
    words.writeBytes(new byte[WORD - (bytes.length - skip)]);
    words.write(bytes, skip, bytes.length - skip);
    return this;
  }
}
