package assay.chain;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.web3j.crypto.Hash;

/**
 * Thirty-two bytes as contracts know them: a hash, a salt or an identifier, kept as {@code 0x} and
 * 64 lower-case hex digits.
 *
 * @param hex {@code 0x} and 64 hex digits
 */
public record Bytes32(String hex) implements Comparable<Bytes32> {

  private static final int DIGITS = 64;

  /** Thirty-two zero bytes. */
  public static final Bytes32 ZERO = new Bytes32("0x" + "0".repeat(64));

  public Bytes32 {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!HexText.hasDigits(hex, DIGITS)) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not 32 bytes; it needs 0x and 64 hex digits.");
    }
  }

  /** Wraps exactly 32 bytes. */
  public static Bytes32 of(byte[] bytes) {
    return new Bytes32("0x" + HexFormat.of().formatHex(bytes));
  }

  /** Ethereum's hash (Keccak-256, not NIST SHA3-256) of the bytes. */
  public static Bytes32 keccak256(byte[] bytes) {
    return of(Hash.sha3(bytes));
  }

  /** Keccak-256 of the text's UTF-8 bytes. */
  public static Bytes32 keccak256(String text) {
    return keccak256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 (FIPS 180-4) of the bytes. */
  public static Bytes32 sha256(byte[] bytes) {
    return of(Sha256.digest().digest(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  public boolean isZero() {
    return equals(ZERO);
  }

  @Override
  public String toString() {
    return hex;
  }

  @Override
  public int compareTo(Bytes32 other) {
    return hex.compareTo(other.hex);
  }
}
