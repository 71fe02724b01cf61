package assay.registry.seal;

import assay.chain.Bytes32;
import assay.chain.SecretFile;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that opens what was sealed to its {@link #recipient()}: an age X25519 identity. It
 * never prints itself; {@link #reveal()} is the only way to its text. Immutable.
 */
public final class AgeIdentity {

  private static final String PREFIX = "AGE-SECRET-KEY-";
  private static final Pattern FORM = Pattern.compile("AGE-SECRET-KEY-1[0-9A-Z]{58}");
  private static final int KEY_BYTES = 32;
  private static final int LONGEST_FILE = 4096;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final String secret;
  private final AgeRecipient recipient;

  private AgeIdentity(String secret, AgeRecipient recipient) {
    this.secret = secret;
    this.recipient = recipient;
  }

  /** A new identity from 32 random bytes. */
  public static AgeIdentity generate(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return of(Bytes32.of(key));
  }

  /** The identity with that raw {@link #key()}. */
  public static AgeIdentity of(Bytes32 key) {
    return parse(Bech32.getEncoder().encode(PREFIX, key.bytes()).toString());
  }

  /** Reads {@code AGE-SECRET-KEY-1...}. */
  public static AgeIdentity parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "This is not an age identity; it needs 'AGE-SECRET-KEY-1' and 58 capitals and digits.");
    }
    try {
      SecretKeySpec encoded = new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "X25519");
      byte[] key = new X25519KeyFactory().translateKey(encoded).getEncoded();
      return new AgeIdentity(
          text, AgeRecipient.parse(new String(key, StandardCharsets.US_ASCII).trim()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause: its message may hold parts of the secret.
      throw new IllegalArgumentException(
          "This age identity has a typing error; copy it again from where it was written.");
    }
  }

  /**
   * Reads an identity file as {@code age-keygen} and {@link #write} make it.
   *
   * @throws IdentityFileException if the file is missing, readable by others, or not an identity
   */
  public static AgeIdentity read(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IdentityFileException(
            "Identity file " + file + " can be read by others; run chmod 600 on it.");
      }
      if (Files.size(file) > LONGEST_FILE) {
        throw new IdentityFileException("File " + file + " is too long for an identity file.");
      }
      return onlyIdentity(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new IdentityFileException(
          "Identity file " + file + " is missing or unreadable; check the path.", e);
    }
  }

  private static AgeIdentity onlyIdentity(Path file, List<String> lines) {
    List<String> secrets =
        lines.stream().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    if (secrets.size() != 1) {
      throw new IdentityFileException(
          "File " + file + " holds " + secrets.size() + " identities; it must hold exactly one.");
    }
    try {
      return parse(secrets.get(0));
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException("Identity file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes a new file that only its owner may read; refuses to replace one. */
  public void write(Path file) {
    try {
      SecretFile.write(file, "# public key: " + recipient + "\n" + secret + "\n");
    } catch (IOException e) {
      throw new IdentityFileException(
          "Identity file " + file + " cannot be written (" + e + "); choose another path.", e);
    }
  }

  /** The raw X25519 key behind the text, for commitments that hide it. Never log it. */
  public Bytes32 key() {
    return Bytes32.of(Bech32.getDecoder().decode(secret).getData());
  }

  public AgeRecipient recipient() {
    return recipient;
  }

  /** The secret text, for sealing it to somebody else. Never log it. */
  public String reveal() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgeIdentity identity
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.US_ASCII),
            identity.secret.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int hashCode() {
    return recipient.hashCode();
  }

  @Override
  public String toString() {
    return "AgeIdentity[of " + recipient + "]";
  }
}
