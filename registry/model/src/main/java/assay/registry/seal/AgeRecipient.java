package assay.registry.seal;

import assay.chain.Bytes32;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.bech32.Bech32Address;
import java.util.Locale;

/**
 * Whom something is sealed to: an X25519 public key, as the text {@code age1...} that people and
 * the {@code age} command use, or as the 32 bytes that the chain stores. Source: the age v1
 * specification, "The X25519 recipient type".
 *
 * @param key the raw public key
 */
public record AgeRecipient(Bytes32 key) {

  private static final String PREFIX = "age";
  private static final int TEXT_LENGTH = 62;

  public AgeRecipient {
    if (key.isZero()) {
      throw new IllegalArgumentException(
          "Thirty-two zero bytes are no age recipient; ask the actor to publish a key.");
    }
  }

  /** Reads {@code age1...} in lower case. */
  public static AgeRecipient parse(String text) {
    if (text.length() != TEXT_LENGTH || !text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "This is not an age recipient; it needs 'age1' and 58 lower-case characters.");
    }
    Bech32Address decoded = Bech32.getDecoder().decode(text);
    if (!PREFIX.contentEquals(decoded.getHumanReadablePart())) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an age recipient; it must begin with 'age1'.");
    }
    return new AgeRecipient(Bytes32.of(decoded.getData()));
  }

  /** The {@code age1...} text. */
  public String text() {
    return Bech32.getEncoder().encode(PREFIX, key.bytes()).toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
