package assay.registry.seal;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;

/**
 * Seals small secrets with a passphrase, as {@code age -p} does, and opens what it sealed.
 * Immutable and thread-safe.
 */
public final class PassphraseSeal {

  private static final int SHORTEST = 12;

  private final PassphraseStanza stanza;

  /**
   * @param passphrase at least 12 characters
   * @param random draws the salts
   */
  public PassphraseSeal(String passphrase, SecureRandom random) {
    this(new PassphraseStanza(passphrase, random));
    if (passphrase.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "The passphrase has "
              + passphrase.length()
              + " characters; take "
              + SHORTEST
              + " or more.");
    }
  }

  PassphraseSeal(PassphraseStanza stanza) {
    this.stanza = stanza;
  }

  /** Seals all of it. */
  public byte[] seal(byte[] secret) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (WritableByteChannel channel =
        new StandardEncryptingChannelFactory()
            .newEncryptingChannel(Channels.newChannel(sealed), List.of(stanza))) {
      channel.write(ByteBuffer.wrap(secret));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read or written.", e);
    } catch (GeneralSecurityException e) {
      throw new SealingFailedException("This Java platform cannot seal; use another.", e);
    }
    return sealed.toByteArray();
  }

  /**
   * Opens all of it.
   *
   * @throws WrongIdentityException if the passphrase is another, or the file was changed
   */
  public byte[] open(byte[] sealed) {
    try (ReadableByteChannel channel =
        new StandardDecryptingChannelFactory()
            .newDecryptingChannel(
                Channels.newChannel(new ByteArrayInputStream(sealed)), List.of(stanza))) {
      return Channels.newInputStream(channel).readAllBytes();
    } catch (GeneralSecurityException | PayloadException e) {
      throw doesNotOpen(e);
    } catch (IOException e) {
      throw doesNotOpen(e);
    } catch (RuntimeException e) {
      // The age library reads a stranger's header here; a malformed one surfaces in many ways.
      throw doesNotOpen(e);
    }
  }

  private static WrongIdentityException doesNotOpen(Exception cause) {
    return new WrongIdentityException(
        "The file does not open: the passphrase is another, or the file was changed.", cause);
  }
}
