package assay.registry.accesslog;

import assay.chain.Bytes32;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * One entry of a dataset's access log. Its hash covers everything it says and the hash of the entry
 * before it, so none can be altered, dropped, inserted or moved without all after it.
 *
 * <p>The hash is keccak256 of ten words of 32 bytes, as {@code abi.encode} lays them out: keccak256
 * of {@value #TAG}; the dataset's id; the index; the time in seconds since 1970; the version's
 * number; the grantee's address; the purpose's code; the grant's id; keccak256 of the outcome's
 * text; the hash of the entry before, zero for the first. Ten words are never taken for the two
 * that a node of the Merkle tree hashes.
 *
 * @param index how many entries came before
 * @param access what happened
 * @param previous hash of the entry before; zero for the first
 * @param hash as it stands in the log; whether it is the right one, {@link LogAudit} tells
 */
public record AccessEntry(long index, Access access, Bytes32 previous, Bytes32 hash) {

  static final String TAG = "assay access log entry 1";

  private static final int WORD = 32;
  private static final int WORDS = 10;
  private static final Bytes32 TAG_HASH = Bytes32.keccak256(TAG);

  public AccessEntry {
    if (index < 0) {
      throw new IllegalArgumentException("Entry " + index + " cannot be; they count from 0.");
    }
  }

  /** The first entry of a log. */
  public static AccessEntry first(Access access) {
    return at(0, access, Bytes32.ZERO);
  }

  /**
   * The entry after this one. A clock that was set back does not lead back: an access is never
   * earlier than the one before.
   */
  public AccessEntry next(Access next) {
    Access later = next.time().isBefore(access.time()) ? next.at(access.time()) : next;
    return at(index + 1, later, hash);
  }

  private static AccessEntry at(long index, Access access, Bytes32 previous) {
    return new AccessEntry(index, access, previous, hash(index, access, previous));
  }

  /** The hash that an entry of this content has to have. */
  Bytes32 expectedHash() {
    return hash(index, access, previous);
  }

  private static Bytes32 hash(long index, Access access, Bytes32 previous) {
    ByteBuffer words = ByteBuffer.allocate(WORDS * WORD);
    put(words, TAG_HASH);
    put(words, access.version().dataset().value());
    put(words, index);
    put(words, access.time().getEpochSecond());
    put(words, access.version().number());
    put(words, new Bytes32("0x" + "0".repeat(24) + access.grantee().hex().substring(2)));
    put(words, access.purpose().code());
    put(words, access.grant().value());
    put(words, Bytes32.keccak256(access.outcome().text()));
    put(words, previous);
    return Bytes32.keccak256(words.array());
  }

  private static void put(ByteBuffer words, Bytes32 word) {
    words.put(HexFormat.of().parseHex(word.hex(), 2, word.hex().length()));
  }

  private static void put(ByteBuffer words, long number) {
    words.position(words.position() + WORD - Long.BYTES).putLong(number);
  }
}
