package assay.registry.mailbox;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.EnvelopeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A sealed message on its way.
 *
 * @param kind what its key opens; decides which rule guards it
 * @param subject what it is about: a grant's id, or a bounty's
 * @param sender who posted it, signed in
 * @param addressee who may fetch it, signed in
 * @param content its age file in base64 (RFC 4648); at most {@value #MAX_LENGTH} characters
 */
public record PostedEnvelope(
    EnvelopeKind kind, Bytes32 subject, Address sender, Address addressee, String content) {

  /** An envelope holds a key and a few identifiers; nothing larger is one. */
  public static final int MAX_LENGTH = 8 * 1024;

  /** First line of every age file (age-encryption.org/v1). */
  private static final byte[] AGE = "age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII);

  public PostedEnvelope {
    if (content.isEmpty() || content.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "An envelope has 1 to %d characters; this one has %d."
              .formatted(MAX_LENGTH, content.length()));
    }
    if (!isAgeFile(content)) {
      throw new IllegalArgumentException("An envelope is an age file in base64; this is none.");
    }
  }

  private static boolean isAgeFile(String content) {
    try {
      byte[] file = Base64.getDecoder().decode(content);
      return Arrays.equals(AGE, Arrays.copyOf(file, AGE.length));
    } catch (IllegalArgumentException e) {
      // Not base64, so not an age file either.
      return false;
    }
  }
}
