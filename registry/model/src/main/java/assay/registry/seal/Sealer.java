package assay.registry.seal;

import assay.chain.UnfinishedFile;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Seals bytes to one recipient as an age v1 file, streaming, and tells what pins the result. Memory
 * does not grow with the input. Stateless and thread-safe. The file key inside is drawn by the age
 * library from the platform's secure random.
 */
public final class Sealer {

  private static final int STEP = 1 << 16;

  /**
   * Seals the source to its end; leaves both streams open.
   *
   * @throws IOException if the source or the target fails; what was written then does not open
   */
  public Seal seal(InputStream plain, OutputStream sealed, AgeRecipient recipient)
      throws IOException {
    MeteredInputStream source = new MeteredInputStream(plain, Long.MAX_VALUE);
    MeteredOutputStream target = new MeteredOutputStream(sealed);
    try {
      RecipientStanzaWriter stanza =
          X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient.text());
      copy(
          source,
          new StandardEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(target), List.of(stanza)));
    } catch (GeneralSecurityException e) {
      throw new SealingFailedException(
          "Nothing can be sealed to " + recipient + "; ask its owner for another key.", e);
    }
    Meter plainMeter = source.drained();
    return new Seal(
        target.meter().finish(), target.meter().count(), plainMeter.finish(), plainMeter.count());
  }

  /** Seals into a file that appears whole or not at all. */
  public Seal seal(InputStream plain, Path sealed, AgeRecipient recipient) throws IOException {
    try (UnfinishedFile file = new UnfinishedFile(sealed)) {
      Seal seal = seal(plain, file.stream(), recipient);
      file.finish();
      return seal;
    }
  }

  /** Seals a short message in memory. */
  public byte[] sealMessage(byte[] message, AgeRecipient recipient) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try {
      seal(new ByteArrayInputStream(message), sealed, recipient);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read or written.", e);
    }
    return sealed.toByteArray();
  }

  /** Closes the channel only at the true end: closing is what makes a cut file look complete. */
  private static void copy(InputStream plain, WritableByteChannel sealed) throws IOException {
    byte[] buffer = new byte[STEP];
    int read = plain.readNBytes(buffer, 0, STEP);
    while (read > 0) {
      sealed.write(ByteBuffer.wrap(buffer, 0, read));
      read = plain.readNBytes(buffer, 0, STEP);
    }
    sealed.close();
  }
}
