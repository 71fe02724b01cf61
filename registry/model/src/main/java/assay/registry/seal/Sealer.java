package assay.registry.seal;

import assay.chain.UnfinishedFile;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.commons.io.output.TeeOutputStream;

/**
 * Seals bytes to one recipient as an age v1 file, streaming, and tells what pins the result. Memory
 * does not grow with the input. Stateless and thread-safe. The file key inside is drawn by the age
 * library from the platform's secure random.
 */
public final class Sealer {

  private static final int STEP = 1 << 16;

  /**
   * Seals everything the source writes; leaves the target open.
   *
   * @throws IOException if the source or the target fails; what was written then does not open
   */
  public Seal seal(PlainWriter plain, OutputStream sealed, AgeRecipient recipient)
      throws IOException {
    try (Meter plainMeter = Meter.only();
        Meter cipherMeter = new Meter(sealed)) {
      encrypt(plain, plainMeter, new MeteredTarget(cipherMeter), recipient);
      return new Seal(
          cipherMeter.finish(), cipherMeter.count(), plainMeter.finish(), plainMeter.count());
    }
  }

  /** Seals into a file that appears whole or not at all. */
  public Seal seal(PlainWriter plain, Path sealed, AgeRecipient recipient) throws IOException {
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
      seal(target -> target.write(message), sealed, recipient);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read or written.", e);
    }
    return sealed.toByteArray();
  }

  /** Closes the channel only at the true end: closing is what makes a cut file look complete. */
  private static void encrypt(
      PlainWriter plain, Meter plainMeter, WritableByteChannel sealed, AgeRecipient recipient)
      throws IOException {
    try {
      RecipientStanzaWriter stanza =
          X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient.text());
      WritableByteChannel channel =
          new StandardEncryptingChannelFactory().newEncryptingChannel(sealed, List.of(stanza));
      OutputStream steps =
          new BufferedOutputStream(
              new TeeOutputStream(
                  Channels.newOutputStream(new MeteredTarget(plainMeter)),
                  Channels.newOutputStream(channel)),
              STEP);
      plain.writeTo(steps);
      steps.flush();
      channel.close();
    } catch (GeneralSecurityException e) {
      throw new SealingFailedException(
          "Nothing can be sealed to " + recipient + "; ask its owner for another key.", e);
    }
  }
}
