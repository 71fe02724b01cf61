package assay.chain;

import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * A signature over text for people to read, as wallets make it (EIP-191, version 0x45, "personal
 * sign"): of a key 65 bytes, r, s and v; of a contract (ERC-1271) whatever that contract takes.
 *
 * @param hex {@code 0x} and two hex digits for each of 1 to 4096 bytes
 */
public record PersonalSignature(String hex) {

  private static final Pattern FORM = Pattern.compile("0x(?:[0-9a-fA-F]{2})++");
  private static final int LONGEST = 4096;
  private static final int WORD = 32;
  private static final int OF_A_KEY = 2 * WORD + 1;

  public PersonalSignature {
    if (hex.length() > 2 + 2 * LONGEST || !FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "This is not a wallet's signature; it needs 0x and two hex digits for each of 1 to %d bytes."
              .formatted(LONGEST));
    }
  }

  /** Signs the text's UTF-8 bytes. */
  public static PersonalSignature sign(Account account, String text) {
    Sign.SignatureData signature =
        Sign.signPrefixedMessage(
            text.getBytes(StandardCharsets.UTF_8), account.credentials().getEcKeyPair());
    return new PersonalSignature(
        Numeric.toHexString(signature.getR())
            + Numeric.toHexStringNoPrefix(signature.getS())
            + Numeric.toHexStringNoPrefix(signature.getV()));
  }

  /** Whose key signed that text; empty if the signature fits no key. */
  public Optional<Address> signerOf(String text) {
    byte[] bytes = bytes();
    if (bytes.length != OF_A_KEY) {
      return Optional.empty();
    }
    Sign.SignatureData data =
        new Sign.SignatureData(
            bytes[2 * WORD],
            Arrays.copyOfRange(bytes, 0, WORD),
            Arrays.copyOfRange(bytes, WORD, 2 * WORD));
    try {
      var key = Sign.signedPrefixedMessageToKey(text.getBytes(StandardCharsets.UTF_8), data);
      return Optional.of(new Address(Keys.toChecksumAddress(Keys.getAddress(key))));
    } catch (SignatureException | RuntimeException e) {
      return Optional.empty();
    }
  }

  public byte[] bytes() {
    return Numeric.hexStringToByteArray(hex);
  }

  /** What is signed of that text: the Keccak-256 of its UTF-8 bytes behind EIP-191's beginning. */
  public static Bytes32 hash(String text) {
    byte[] hash = Sign.getEthereumMessageHash(text.getBytes(StandardCharsets.UTF_8));
    return new Bytes32(Numeric.toHexString(hash));
  }
}
