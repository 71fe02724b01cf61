package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifiers computed by ipfs-unixfs-importer, at the profile's width and at tiny ones. */
final class UnixFsVectorsTest {

  static List<String> vectors() throws IOException {
    return Vectors.lines("unixfs-vectors.tsv");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldGiveTheIdentifierOtherImplementationsGive(String vector) throws IOException {
    String[] columns = vector.split("\t", -1);
    DagLayout layout = new DagLayout(Integer.parseInt(columns[0]), Integer.parseInt(columns[1]));
    ContentStore store = new DagContentStore(new InMemoryBlockStore(), layout);
    byte[] content = Vectors.content(Integer.parseInt(columns[2]));

    Cid cid = store.put(new ByteArrayInputStream(content));

    assertThat(cid).hasToString(columns[3]);
    try (InputStream in = store.get(cid, content.length)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }
}
