package assay.registry.content;

import assay.chain.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The digest in a CID as any node may print it: version 0 or 1, in base32 or base58btc, over any
 * codec. Nodes keep blocks by digest, so this is what tells whether an answer is about a block.
 */
final class ForeignCid {

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int LONGEST = 100;
  private static final int DIGEST = 32;

  private ForeignCid() {}

  /** The sha-256 digest the text ends in, if it is a CID with one. */
  static Optional<Bytes32> digest(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return digest(bytes(text));
    } catch (IllegalArgumentException e) {
      // Not a CID in a base nodes use: it is about no block.
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    return switch (text.charAt(0)) {
      case 'b' -> Base32.decode(text.substring(1));
      case 'z' -> base58(text.substring(1));
      default -> base58(text);
    };
  }

  private static byte[] base58(String text) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = BASE58.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("'" + text.charAt(i) + "' is not a digit of base58.");
      }
      number = number.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(digit));
    }
    return number.toByteArray();
  }

  private static Optional<Bytes32> digest(byte[] cid) {
    int start = cid.length - DIGEST;
    if (start < 2 || cid[start - 2] != 0x12 || cid[start - 1] != DIGEST) {
      return Optional.empty();
    }
    return Optional.of(Bytes32.of(Arrays.copyOfRange(cid, start, cid.length)));
  }
}
