package assay.chain;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * A signature over a hash, such as that of typed data (EIP-712). Of the two signatures that fit one
 * key and hash only the one with the lower s counts, so nobody can turn one into another.
 *
 * @param hex {@code 0x} and 130 lower-case hex digits: r, s, v
 */
public record HashSignature(String hex) {

  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{130}");
  private static final int WORD = 32;
  private static final BigInteger HIGHEST_S = Sign.CURVE_PARAMS.getN().shiftRight(1);

  public HashSignature {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not a signature; it needs 0x and 130 lower-case hex digits");
    }
  }

  /** Signs the hash as it is. */
  public static HashSignature sign(Account account, Bytes32 hash) {
    Sign.SignatureData signed =
        Sign.signMessage(hash.bytes(), account.credentials().getEcKeyPair(), false);
    return new HashSignature(
        Numeric.toHexString(signed.getR())
            + Numeric.toHexStringNoPrefix(signed.getS())
            + Numeric.toHexStringNoPrefix(signed.getV()));
  }

  /** Whose key signed that hash; empty if the signature fits no key. */
  public Optional<Address> signerOf(Bytes32 hash) {
    byte[] bytes = Numeric.hexStringToByteArray(hex);
    byte[] s = Arrays.copyOfRange(bytes, WORD, 2 * WORD);
    if (new BigInteger(1, s).compareTo(HIGHEST_S) > 0) {
      return Optional.empty();
    }
    Sign.SignatureData data =
        new Sign.SignatureData(bytes[2 * WORD], Arrays.copyOf(bytes, WORD), s);
    try {
      BigInteger key = Sign.signedMessageHashToKey(hash.bytes(), data);
      return Optional.of(new Address("0x" + Keys.getAddress(key)));
    } catch (SignatureException | RuntimeException e) {
      // Numbers that are no signature at all: nobody signed.
      return Optional.empty();
    }
  }
}
