package assay.chain;

import java.util.Locale;
import org.web3j.crypto.Keys;

/**
 * An account or contract on an EVM chain: 20 bytes, kept as {@code 0x} and 40 lower-case hex
 * digits. Prints with the EIP-55 checksum, reads any case.
 *
 * @param hex {@code 0x} and 40 hex digits
 */
public record Address(String hex) implements Comparable<Address> {

  private static final int DIGITS = 40;

  /** The address nobody holds the key of; contracts use it for "none". */
  public static final Address ZERO = new Address("0x" + "0".repeat(40));

  public Address {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!HexText.hasDigits(hex, DIGITS)) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not an address; it needs 0x and 40 hex digits.");
    }
  }

  /**
   * Reads an address as a person typed or copied it: in mixed case its checksum (EIP-55) must fit,
   * for one letter that was mistyped makes it somebody else's.
   */
  public static Address typed(String text) {
    Address address = new Address(text);
    String digits = text.substring(2);
    boolean isMixed =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (isMixed && !address.toString().substring(2).equals(digits)) {
      throw new IllegalArgumentException(
          "'" + text + "' has a wrong checksum; copy the address again, letter by letter.");
    }
    return address;
  }

  public boolean isZero() {
    return equals(ZERO);
  }

  /** The form people read: EIP-55 checksum. */
  @Override
  public String toString() {
    return Keys.toChecksumAddress(hex);
  }

  @Override
  public int compareTo(Address other) {
    return hex.compareTo(other.hex);
  }
}
