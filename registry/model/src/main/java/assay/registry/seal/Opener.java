package assay.registry.seal;

import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import assay.registry.RegistryException;
import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Opens age v1 files sealed to one identity. Given the {@link Seal} that pins a file it hands out
 * all of the plain bytes or none: a changed, cut, foreign or wrong file leaves no trace. Stateless
 * and thread-safe.
 */
public final class Opener {

  private static final int STEP = 1 << 16;

  /**
   * Opens into a file that appears, or replaces another, only after everything was checked.
   *
   * @throws SealTruncatedException if sealed bytes are missing at the end
   * @throws SealTamperedException if sealed bytes were changed
   * @throws SealMismatchException if this is another sound file than the one pinned
   * @throws WrongIdentityException if it was sealed to somebody else
   * @throws IOException if reading or writing fails
   */
  public void open(InputStream sealed, AgeIdentity identity, Seal pinned, Path target)
      throws IOException {
    try (UnfinishedFile file = new UnfinishedFile(target)) {
      open(sealed, identity, pinned, file.stream());
      file.finish();
    }
  }

  /** Opens into memory, with the same refusals; the plain bytes never touch a disk. */
  public byte[] openInMemory(InputStream sealed, AgeIdentity identity, Seal pinned)
      throws IOException {
    if (pinned.plainBytes() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          pinned.plainBytes() + " bytes do not fit an array; open them into a file.");
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    open(sealed, identity, pinned, plain);
    return plain.toByteArray();
  }

  /**
   * The plain bytes for somebody who drops all he got if writing ends in a refusal: they are
   * written before the last check.
   */
  public PlainWriter unchecked(InputStream sealed, AgeIdentity identity, Seal pinned) {
    return target -> open(sealed, identity, pinned, target);
  }

  /** Opens a short message nothing pins; its sender's signature has to tell whose it is. */
  public byte[] openMessage(byte[] sealed, AgeIdentity identity) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (Meter meter = new Meter(plain)) {
      decrypt(
          Channels.newChannel(new ByteArrayInputStream(sealed)),
          keys(identity),
          meter,
          sealed.length);
      meter.finish();
      return plain.toByteArray();
    } catch (Undecipherable e) {
      throw e.isForeign ? foreign(identity, e) : tampered("The message", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read or written.", e);
    }
  }

  /**
   * The key of one sealed file, for handing on that file and no other.
   *
   * @throws WrongIdentityException if it was sealed to somebody else
   * @throws SealTamperedException if its header is none, or was changed
   */
  public AgeFileKey fileKey(byte[] sealed, AgeIdentity identity) {
    AtomicReference<@Nullable AgeFileKey> found = new AtomicReference<>();
    RecipientStanzaReader kept =
        stanzas -> {
          FileKey key = keys(identity).getFileKey(stanzas);
          found.set(AgeFileKey.of(key.getEncoded()));
          return key;
        };
    try {
      channel(Channels.newChannel(new ByteArrayInputStream(sealed)), kept).close();
      return Objects.requireNonNull(found.get());
    } catch (Undecipherable e) {
      throw e.isForeign ? foreign(identity, e) : tampered("The message", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read.", e);
    }
  }

  /**
   * Opens a short message with the key of this one file.
   *
   * @throws SealTamperedException if the key is another file's, or sealed bytes were changed
   */
  public byte[] openMessage(byte[] sealed, AgeFileKey key) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (Meter meter = new Meter(plain)) {
      decrypt(
          Channels.newChannel(new ByteArrayInputStream(sealed)),
          stanzas -> new FileKey(key.bytes()),
          meter,
          sealed.length);
      meter.finish();
      return plain.toByteArray();
    } catch (Undecipherable e) {
      throw tampered("The message, or the key that came with it,", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read or written.", e);
    }
  }

  /** Made only when a file is read, so that its refusals are told from others. */
  private static RecipientStanzaReader keys(AgeIdentity identity) {
    return stanzas ->
        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity.reveal())
            .getFileKey(stanzas);
  }

  private void open(InputStream sealed, AgeIdentity identity, Seal pinned, OutputStream plain)
      throws IOException {
    try (Meter cipher = Meter.only();
        Meter opened = new Meter(plain)) {
      MeteredSource source = new MeteredSource(sealed, cipher, pinned.cipherBytes());
      decryptPinned(source, cipher, identity, pinned, opened);
      source.drain();
      if (cipher.count() != pinned.cipherBytes() || !cipher.finish().equals(pinned.cipherRoot())) {
        throw mismatch("sealed bytes", pinned.cipherRoot());
      }
      if (opened.count() != pinned.plainBytes() || !opened.finish().equals(pinned.plainSha256())) {
        throw mismatch("plain bytes", pinned.plainSha256());
      }
    }
  }

  private static void decryptPinned(
      MeteredSource source, Meter cipher, AgeIdentity identity, Seal pinned, Meter opened)
      throws IOException {
    try {
      decrypt(source, keys(identity), opened, pinned.plainBytes());
    } catch (Undecipherable e) {
      source.drain();
      requirePinnedBytes(cipher, pinned, e);
      throw e.isForeign ? foreign(identity, e) : tampered("The file " + pinned.cipherRoot(), e);
    }
  }

  /** Tells damage from a wrong key: only sealed bytes that are the pinned ones can be foreign. */
  private static void requirePinnedBytes(Meter cipher, Seal pinned, Undecipherable cause)
      throws IOException {
    if (cipher.count() < pinned.cipherBytes()) {
      throw new SealTruncatedException(
          "The sealed file "
              + pinned.cipherRoot()
              + " has "
              + cipher.count()
              + " of its "
              + pinned.cipherBytes()
              + " bytes; fetch it again.",
          cause);
    }
    if (cipher.count() > pinned.cipherBytes() || !cipher.finish().equals(pinned.cipherRoot())) {
      throw tampered("The file " + pinned.cipherRoot(), cause);
    }
  }

  private static void decrypt(
      ReadableByteChannel sealed, RecipientStanzaReader keys, Meter plain, long longest)
      throws IOException, Undecipherable {
    ReadableByteChannel opened = channel(sealed, keys);
    try {
      copy(opened, plain, longest);
    } catch (PayloadException e) {
      throw new Undecipherable(e, false);
    } catch (RegistryException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Undecipherable(e, false);
    }
  }

  private static ReadableByteChannel channel(ReadableByteChannel sealed, RecipientStanzaReader keys)
      throws IOException, Undecipherable {
    try {
      return new StandardDecryptingChannelFactory().newDecryptingChannel(sealed, List.of(keys));
    } catch (UnsupportedRecipientStanzaException e) {
      throw new Undecipherable(e, true);
    } catch (GeneralSecurityException | PayloadException e) {
      throw new Undecipherable(e, false);
    } catch (RegistryException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // The age library reads a stranger's header here; a malformed one surfaces in many ways.
      throw new Undecipherable(e, false);
    }
  }

  private static void copy(ReadableByteChannel sealed, Meter plain, long longest)
      throws IOException, Undecipherable {
    ByteBuffer buffer = ByteBuffer.allocate(STEP);
    while (sealed.read(buffer) >= 0) {
      if (plain.count() + buffer.position() > longest) {
        throw new Undecipherable(new PayloadException("more plain bytes than pinned"), false);
      }
      plain.pass(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
  }

  private static SealTamperedException tampered(String what, Exception cause) {
    return new SealTamperedException(
        what + " was changed after sealing, or was never an age file; fetch it again.", cause);
  }

  private static WrongIdentityException foreign(AgeIdentity identity, Exception cause) {
    return new WrongIdentityException(
        "This was not sealed to " + identity.recipient() + "; use the identity it was sealed to.",
        cause);
  }

  private static SealMismatchException mismatch(String what, Bytes32 expected) {
    return new SealMismatchException(
        "The file opens, but its "
            + what
            + " do not hash to "
            + expected
            + "; it is another file.");
  }

  /** Why a file does not open, before it is known whether its bytes are the right ones. */
  private static final class Undecipherable extends Exception {

    private final boolean isForeign;

    Undecipherable(Exception cause, boolean isForeign) {
      super(cause);
      this.isForeign = isForeign;
    }
  }
}
