package assay.registry.dataset;

import assay.chain.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Names a dataset for ever. Known before registration: it is the hash of where, by whom and with
 * which first manifest.
 *
 * @param value the asset id in the registry contract
 */
public record DatasetId(Bytes32 value) {

  private static final int WORD = 32;

  /**
   * The id the registry will give: keccak256(abi.encode(chainId, registry, creator, nonce,
   * specHash)).
   *
   * @param specHash digest of the first manifest's CID
   */
  public static DatasetId derive(ContractAt registry, Origin origin, Bytes32 specHash) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(word(BigInteger.valueOf(registry.chainId()).toByteArray()));
    encoded.writeBytes(word(HexFormat.of().parseHex(registry.address().hex().substring(2))));
    encoded.writeBytes(word(HexFormat.of().parseHex(origin.firstOwner().hex().substring(2))));
    encoded.writeBytes(word(BigInteger.valueOf(origin.nonce()).toByteArray()));
    encoded.writeBytes(specHash.bytes());
    return new DatasetId(Bytes32.keccak256(encoded.toByteArray()));
  }

  private static byte[] word(byte[] bytes) {
    byte[] word = new byte[WORD];
    System.arraycopy(bytes, 0, word, WORD - bytes.length, bytes.length);
    return word;
  }

  @Override
  public String toString() {
    return value.hex();
  }
}
