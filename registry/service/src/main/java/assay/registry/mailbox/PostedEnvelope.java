package assay.registry.mailbox;

import assay.chain.Address;
import assay.chain.Bytes32;

/**
 * A sealed message on its way.
 *
 * @param kind what it carries, such as {@code dataset-version}; decides which rule guards it
 * @param subject what it is about: a grant's id, or a bounty's
 * @param sender who posted it, signed in
 * @param addressee who may fetch it, signed in
 * @param content the envelope as text, sealed and signed; at most {@value #MAX_LENGTH} characters
 */
public record PostedEnvelope(
    String kind, Bytes32 subject, Address sender, Address addressee, String content) {

  /** An envelope holds a key and a few identifiers; nothing larger is one. */
  public static final int MAX_LENGTH = 16 * 1024;

  public PostedEnvelope {
    if (content.isEmpty() || content.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "An envelope has 1 to %d characters; this one has %d."
              .formatted(MAX_LENGTH, content.length()));
    }
  }
}
