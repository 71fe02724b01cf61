package assay.registry.catalogue;

import assay.registry.content.Cid;
import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.utils.Numeric;

/** How asset and content identifiers stand in events. */
public final class AssetIds {

  private static final int HEX_DIGITS = 64;

  private AssetIds() {}

  /** The asset an ERC-721 token id stands for. */
  public static String fromTokenId(String decimal) {
    return Numeric.toHexStringWithPrefixZeroPadded(new BigInteger(decimal), HEX_DIGITS);
  }

  /**
   * A CID as text. A stranger may register bytes that are no CID; those stay hex, which no reader
   * takes for content.
   */
  public static String cidText(String prefix, String digest) {
    byte[] bytes = HexFormat.of().parseHex(prefix.substring(2) + digest.substring(2));
    try {
      return Cid.ofBytes(bytes).toString();
    } catch (IllegalArgumentException e) {
      return prefix + digest.substring(2);
    }
  }
}
