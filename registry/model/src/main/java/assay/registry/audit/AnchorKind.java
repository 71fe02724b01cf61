package assay.registry.audit;

import assay.chain.Bytes32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Under which kind the contract {@code Anchor} keeps the roots of one log. */
public final class AnchorKind {

  private AnchorKind() {}

  /**
   * keccak256 of the text and the 32 bytes.
   *
   * @param log what kind of log
   * @param subject what the log is about
   */
  public static Bytes32 of(String log, Bytes32 subject) {
    byte[] text = log.getBytes(StandardCharsets.UTF_8);
    byte[] id = subject.bytes();
    return Bytes32.keccak256(
        ByteBuffer.allocate(text.length + id.length).put(text).put(id).array());
  }
}
