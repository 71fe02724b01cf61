package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CarTest {

  private static final DagLayout TINY = new DagLayout(1000, 3);

  private final InMemoryBlockStore source = new InMemoryBlockStore();
  private final InMemoryBlockStore target = new InMemoryBlockStore();
  private final byte[] content = new byte[20_000];
  private Cid root;

  @BeforeEach
  void store() throws IOException {
    new Random(1).nextBytes(content);
    root = new DagContentStore(source, TINY).put(new ByteArrayInputStream(content));
  }

  private byte[] archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Car.write(source, root, out);
    return out.toByteArray();
  }

  private Cid read(byte[] archive) throws IOException {
    return Car.read(target, new ByteArrayInputStream(archive));
  }

  @Test
  void shouldCarryContentFromStoreToStore() throws IOException {
    assertThat(read(archive())).isEqualTo(root);

    assertThat(target.all()).isEqualTo(source.all());
    assertThat(new DagContentStore(target).get(root, content.length).readAllBytes())
        .isEqualTo(content);
  }

  /** Written by {@code ipfs-car pack} 3.1.0 over the files of the fourth directory vector. */
  @Test
  void shouldReadWhatIpfsCarPacked() throws IOException {
    try (InputStream archive = CarTest.class.getResourceAsStream("ipfs-car.car")) {
      root = Car.read(target, Objects.requireNonNull(archive));
    }

    assertThat(root).hasToString("bafybeigtxxqvzazo5mirka7imjg47qkfjdv6pfvrudurfqjrzru66jlwma");
    Cid file = new DagContentStore(target).find(root, "data/x.bin");
    assertThat(target.get(file)).isEqualTo(new byte[] {0, 31, 62, 93, 124});
  }

  @Test
  void shouldWriteEachBlockOnce() throws IOException {
    root = new DagContentStore(source, TINY).put(new ByteArrayInputStream(new byte[30_000]));

    assertThat(archive()).hasSizeLessThan(4000);
  }

  @Test
  void shouldRefuseAnyFlippedBit() throws IOException {
    byte[] archive = archive();
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = archive.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

      assertThatThrownBy(() -> read(damaged))
          .isInstanceOfAny(
              ContentCorruptException.class,
              ContentMalformedException.class,
              ContentMissingException.class);
    }
  }

  @Test
  void shouldRefuseAnArchiveThatIsCutAnywhere() throws IOException {
    byte[] archive = archive();
    for (int length = 0; length < archive.length; length += 97) {
      byte[] cut = Arrays.copyOf(archive, length);

      assertThatThrownBy(() -> Car.read(new InMemoryBlockStore(), new ByteArrayInputStream(cut)))
          .isInstanceOfAny(ContentMalformedException.class, ContentMissingException.class);
    }
  }

  @Test
  void shouldRefuseALengthThatWouldFillTheMemory() {
    byte[] huge = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};

    assertThatThrownBy(() -> read(huge))
        .isInstanceOf(ContentMalformedException.class)
        .hasMessageContaining("section of");
  }
}
