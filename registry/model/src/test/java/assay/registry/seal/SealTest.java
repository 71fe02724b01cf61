package assay.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.registry.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealTest {

  private static final int CHUNK = 1 << 16;

  private final Sealer sealer = new Sealer();
  private final Opener opener = new Opener();
  private final AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
  private final byte[] plain = bytes(CHUNK * 2 + 100);
  @TempDir private Path folder;
  private byte[] sealed;
  private Seal seal;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void sealOnce() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    seal = sealer.seal(to -> to.write(plain), out, identity.recipient());
    sealed = out.toByteArray();
  }

  private void assertRefused(byte[] damaged, Class<? extends RegistryException> why) {
    Path target = folder.resolve("plain");
    assertThatThrownBy(() -> opener.open(new ByteArrayInputStream(damaged), identity, seal, target))
        .isInstanceOf(why);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldTellWhatPinsTheSealedFile() {
    assertThat(seal)
        .isEqualTo(
            new Seal(Bytes32.sha256(sealed), sealed.length, Bytes32.sha256(plain), plain.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 201, CHUNK - 200, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
  void shouldOpenWhatItSealed(int length) throws IOException {
    Path file = folder.resolve("sealed");
    Seal pinned = sealer.seal(to -> to.write(bytes(length)), file, identity.recipient());

    try (InputStream in = Files.newInputStream(file)) {
      opener.open(in, identity, pinned, folder.resolve("plain"));
    }

    assertThat(folder.resolve("plain")).hasBinaryContent(bytes(length));
  }

  @Test
  void shouldOpenEveryLengthAroundTheChunkBoundary() throws IOException {
    for (int length = CHUNK - 240; length < CHUNK + 20; length++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] bytes = bytes(length);
      Seal pinned = sealer.seal(to -> to.write(bytes), out, identity.recipient());

      byte[] opened =
          opener.openInMemory(new ByteArrayInputStream(out.toByteArray()), identity, pinned);

      assertThat(opened).hasSize(length);
    }
  }

  @Test
  void shouldRefuseAFlippedBitAnywhereAndWriteNothing() {
    long seed = 20_260_102;
    System.out.println("SealTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      byte[] damaged = sealed.clone();
      int position = i < 100 ? random.nextInt(250) : random.nextInt(sealed.length);
      damaged[position] ^= (byte) (1 << random.nextInt(8));

      assertRefused(damaged, SealTamperedException.class);
    }
  }

  @Test
  void shouldRefuseATruncatedFileAndWriteNothing() {
    int header = sealed.length - plain.length - 3 * 16;
    for (int length : new int[] {0, 10, header, header + CHUNK + 16, sealed.length - 1}) {
      assertRefused(Arrays.copyOf(sealed, length), SealTruncatedException.class);
    }
  }

  @Test
  void shouldRefuseChunksInAnotherOrderAndWriteNothing() {
    int chunk = CHUNK + 16;
    int first = sealed.length - plain.length - 3 * 16;
    byte[] reordered = sealed.clone();
    System.arraycopy(sealed, first + chunk, reordered, first, chunk);
    System.arraycopy(sealed, first, reordered, first + chunk, chunk);

    assertRefused(reordered, SealTamperedException.class);
  }

  @Test
  void shouldRefuseAFileWithSomethingAppended() {
    assertRefused(Arrays.copyOf(sealed, sealed.length + 1), SealTamperedException.class);
  }

  @Test
  void shouldStopReadingASourceThatNeverEnds() {
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(sealed), new AfterTheEnd(false));

    assertThatThrownBy(() -> opener.openInMemory(endless, identity, seal))
        .isInstanceOf(SealTamperedException.class);
  }

  @Test
  void shouldSayThatItWasSealedToSomebodyElse() {
    AgeIdentity other = AgeIdentity.generate(new SecureRandom());

    assertThatThrownBy(() -> opener.openInMemory(new ByteArrayInputStream(sealed), other, seal))
        .isInstanceOf(WrongIdentityException.class)
        .hasMessageContaining(other.recipient().text());
  }

  @Test
  void shouldRefuseAnotherSoundFileOfTheSameLength() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sealer.seal(to -> to.write(plain), out, identity.recipient());

    assertRefused(out.toByteArray(), SealMismatchException.class);
  }

  @Test
  void shouldRefuseAPlainHashTheOwnerLiedAbout() {
    Seal lie = new Seal(seal.cipherRoot(), seal.cipherBytes(), Bytes32.ZERO, seal.plainBytes());

    assertThatThrownBy(() -> opener.openInMemory(new ByteArrayInputStream(sealed), identity, lie))
        .isInstanceOf(SealMismatchException.class);
  }

  @Test
  void shouldKeepTheOldFileWhenTheNewOneDoesNotOpen() throws IOException {
    Path target = Files.writeString(folder.resolve("plain"), "old");
    byte[] damaged = sealed.clone();
    damaged[sealed.length - 1] ^= 1;

    assertThatThrownBy(() -> opener.open(new ByteArrayInputStream(damaged), identity, seal, target))
        .isInstanceOf(SealTamperedException.class);
    assertThat(target).hasContent("old");
  }

  @Test
  void shouldNotLeaveAFileThatOpensWhenTheSourceBreaks() {
    Path target = folder.resolve("sealed");
    InputStream breaking =
        new SequenceInputStream(new ByteArrayInputStream(new byte[1000]), new AfterTheEnd(true));

    assertThatThrownBy(() -> sealer.seal(breaking::transferTo, target, identity.recipient()))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldCarryAMessageToItsRecipientOnly() {
    byte[] message = sealer.sealMessage(new byte[] {1, 2, 3}, identity.recipient());

    assertThat(opener.openMessage(message, identity)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> opener.openMessage(message, AgeIdentity.generate(new SecureRandom())))
        .isInstanceOf(WrongIdentityException.class);
    assertThatThrownBy(() -> opener.openMessage(new byte[10], identity))
        .isInstanceOf(SealTamperedException.class);
  }

  /** A source that goes on with zeros for ever, or breaks. */
  private static final class AfterTheEnd extends InputStream {

    private final boolean breaks;

    AfterTheEnd(boolean breaks) {
      this.breaks = breaks;
    }

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1) - 1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (breaks) {
        throw new IOException("unplugged");
      }
      Arrays.fill(target, offset, offset + length, (byte) 0);
      return length;
    }
  }

  @Test
  void shouldOpenOneFileAndNoOtherWithThatFilesKey() {
    byte[] other = sealer.sealMessage(plain, identity.recipient());
    AgeFileKey key = opener.fileKey(sealed, identity);

    assertThat(opener.openMessage(sealed, AgeFileKey.parse(key.reveal()))).isEqualTo(plain);
    assertThatThrownBy(() -> opener.openMessage(other, key))
        .isInstanceOf(SealTamperedException.class);
    assertThat(key.toString()).doesNotContain(key.reveal());
  }

  @Test
  void shouldRefuseToTellTheKeyOfAFileThatWasSealedToAnotherOrChanged() {
    byte[] changed = sealed.clone();
    changed[100] ^= 1;

    assertThatThrownBy(() -> opener.fileKey(sealed, AgeIdentity.generate(new SecureRandom())))
        .isInstanceOf(WrongIdentityException.class);
    assertThatThrownBy(() -> opener.fileKey(changed, identity))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> AgeFileKey.parse("c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes");
  }
}
