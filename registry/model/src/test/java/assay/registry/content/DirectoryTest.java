package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryTest {

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final DagContentStore store = new DagContentStore(blocks);

  static List<String> vectors() throws IOException {
    return Vectors.lines("directory-vectors.tsv");
  }

  private Cid write(List<String> tree) throws IOException {
    DirectoryWriter writer = new DirectoryWriter(blocks);
    for (String entry : tree) {
      String[] parts = entry.split("=", 2);
      writer.add(parts[0], new ByteArrayInputStream(Vectors.content(Integer.parseInt(parts[1]))));
    }
    return writer.finish();
  }

  /** Identifiers computed by ipfs-unixfs-importer. */
  @ParameterizedTest
  @MethodSource("vectors")
  void shouldGiveTheIdentifierOtherImplementationsGive(String vector) throws IOException {
    String[] columns = vector.split("\t", -1);
    List<String> tree = new ArrayList<>(List.of(columns[0].split(",", -1)));

    assertThat(write(tree)).hasToString(columns[1]);
    Collections.reverse(tree);
    assertThat(write(tree)).hasToString(columns[1]);
  }

  @Test
  void shouldFindWhatAPathNames() throws IOException {
    Cid root = write(List.of("data/x.bin=5", "data/deep/y.bin=2000000", "readme=11"));

    assertThat(store.list(root).keySet()).containsExactly("data", "readme");
    assertThat(store.find(root, "")).isEqualTo(root);
    assertThat(store.isDirectory(store.find(root, "data/deep"))).isTrue();
    try (InputStream in = store.get(store.find(root, "data/deep/y.bin"), 2_000_000)) {
      assertThat(in.readAllBytes()).isEqualTo(Vectors.content(2_000_000));
    }
    assertThatThrownBy(() -> store.find(root, "data/z.bin"))
        .isInstanceOf(ContentMissingException.class)
        .hasMessageContaining("z.bin");
    assertThatThrownBy(() -> store.find(root, "readme/x"))
        .isInstanceOf(ContentMalformedException.class);
    assertThatThrownBy(() -> store.get(root, 100)).isInstanceOf(ContentMalformedException.class);
  }

  @Test
  void shouldPinCarryAndCollectADirectoryAsAWhole() throws IOException {
    Cid root = write(List.of("a/one=3000000", "two=7"));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    Car.write(blocks, root, archive);
    InMemoryBlockStore other = new InMemoryBlockStore();

    assertThat(Car.read(other, new ByteArrayInputStream(archive.toByteArray()))).isEqualTo(root);
    assertThat(other.all()).isEqualTo(blocks.all());

    other.remove(store.find(root, "two"));
    assertThatThrownBy(() -> new DagContentStore(other).pin(root))
        .isInstanceOf(ContentMissingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\0b"})
  void shouldRefuseNamesThatLeadElsewhere(String path) {
    DirectoryWriter writer = new DirectoryWriter(blocks);

    assertThatThrownBy(() -> writer.add(path, InputStream.nullInputStream()))
        .isInstanceOf(ContentMalformedException.class);
  }

  @Test
  void shouldRefuseOneNameForTwoThings() throws IOException {
    DirectoryWriter writer = new DirectoryWriter(blocks);
    writer.add("a/b", InputStream.nullInputStream());

    for (String path : List.of("a", "a/b", "a/b/c")) {
      assertThatThrownBy(() -> writer.add(path, InputStream.nullInputStream()))
          .isInstanceOf(ContentMalformedException.class)
          .hasMessageContaining(path);
    }
  }

  @Test
  void shouldRefuseADirectoryThatOtherProgramsWouldSpreadOverBlocks() throws IOException {
    DirectoryWriter writer = new DirectoryWriter(blocks);
    for (int i = 0; i < 6000; i++) {
      writer.add("many/%08d".formatted(i), InputStream.nullInputStream());
    }

    assertThatThrownBy(writer::finish)
        .isInstanceOf(ContentMalformedException.class)
        .hasMessageContaining("'many'")
        .hasMessageContaining("put files into folders");
  }

  @Test
  void shouldRefuseDirectoriesThatAStrangerEncodedOtherwise() {
    Cid leaf = blocks.put(Codec.RAW, Vectors.content(3));
    for (List<String> names :
        List.of(List.of("b", "a"), List.of("a", "a"), List.of(".."), List.of("a/b"))) {
      Cid hostile = blocks.put(Codec.DAG_PB, directory(leaf, names));

      assertThatThrownBy(() -> store.list(hostile))
          .as(names.toString())
          .isInstanceOf(ContentMalformedException.class)
          .hasMessageContaining(hostile.text());
    }
    assertThat(store.list(blocks.put(Codec.DAG_PB, directory(leaf, List.of("a", "b")))))
        .isEqualTo(Map.of("a", leaf, "b", leaf));
  }

  private static byte[] directory(Cid leaf, List<String> names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String name : names) {
      Protobuf.writeBytes(out, InnerBlock.NODE_LINKS, new PbLink(leaf, name, 3).encode());
    }
    Protobuf.writeBytes(out, InnerBlock.NODE_DATA, new byte[] {8, 1});
    return out.toByteArray();
  }
}
