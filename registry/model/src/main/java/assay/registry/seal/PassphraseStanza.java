package assay.registry.seal;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Wraps an age file's key under a passphrase. Source: "The age file encryption format", section on
 * the scrypt recipient stanza; scrypt is RFC 7914.
 */
final class PassphraseStanza implements RecipientStanzaWriter, RecipientStanzaReader {

  private static final String TYPE = "scrypt";
  private static final byte[] LABEL =
      "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_SIZE = 8;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  /** A second of work on a machine of today, and 256 MB: what the age command writes. */
  private static final int WORK = 18;

  /** More would let a file keep its reader busy for minutes. */
  private static final int MOST_WORK = 20;

  private final String passphrase;
  private final SecureRandom random;
  private final int work;

  PassphraseStanza(String passphrase, SecureRandom random) {
    this(passphrase, random, WORK);
  }

  PassphraseStanza(String passphrase, SecureRandom random, int work) {
    this.passphrase = passphrase;
    this.random = random;
    this.work = work;
  }

  private static final class Stanza implements RecipientStanza {

    private final List<String> arguments;
    private final byte[] wrapped;

    Stanza(List<String> arguments, byte[] wrapped) {
      this.arguments = arguments;
      this.wrapped = wrapped;
    }

    @Override
    public String getType() {
      return TYPE;
    }

    @Override
    public List<String> getArguments() {
      return arguments;
    }

    @Override
    public byte[] getBody() {
      return wrapped;
    }
  }

  @Override
  public Iterable<RecipientStanza> getRecipientStanzas(FileKey key)
      throws GeneralSecurityException {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] wrapped = cipher(Cipher.ENCRYPT_MODE, salt, work).doFinal(key.getEncoded());
    return List.of(
        new Stanza(List.of(ENCODER.encodeToString(salt), Integer.toString(work)), wrapped));
  }

  @Override
  public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    List<RecipientStanza> all = new ArrayList<>();
    stanzas.forEach(all::add);
    if (all.size() != 1 || !all.get(0).getType().equals(TYPE)) {
      throw new UnsupportedRecipientStanzaException("The file was not sealed with a passphrase.");
    }
    List<String> arguments = all.get(0).getArguments();
    if (arguments.size() != 2 || !arguments.get(1).matches("[1-9][0-9]?")) {
      throw new UnsupportedRecipientStanzaException("The passphrase's salt or work is missing.");
    }
    int asked = Integer.parseInt(arguments.get(1));
    if (asked > MOST_WORK) {
      throw new UnsupportedRecipientStanzaException("The passphrase asks for too much work.");
    }
    byte[] salt = Base64.getDecoder().decode(arguments.get(0));
    return new FileKey(cipher(Cipher.DECRYPT_MODE, salt, asked).doFinal(all.get(0).getBody()));
  }

  private Cipher cipher(int mode, byte[] salt, int logWork) throws GeneralSecurityException {
    byte[] labelled = new byte[LABEL.length + salt.length];
    System.arraycopy(LABEL, 0, labelled, 0, LABEL.length);
    System.arraycopy(salt, 0, labelled, LABEL.length, salt.length);
    byte[] key =
        SCrypt.generate(
            passphrase.getBytes(StandardCharsets.UTF_8),
            labelled,
            1 << logWork,
            BLOCK_SIZE,
            1,
            KEY_BYTES);
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(new byte[12]));
    return cipher;
  }
}
