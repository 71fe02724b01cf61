package assay.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {

  @TempDir private Path folder;
  private Corpus corpus;

  @BeforeEach
  void setUp() {
    corpus = new Corpus(folder);
  }

  @Test
  void shouldTellTheColumnsOfATable() throws IOException {
    Path table =
        corpus.text("people.csv", "age,height,name\n31,1.75,Ada\n,1.6e0,\"Lovelace, A.\"\n");

    assertThat(survey(table))
        .isEqualTo(
            new Survey(
                "csv",
                List.of(
                    field("age", ElementType.FLOAT64),
                    field("height", ElementType.FLOAT64),
                    field("name", ElementType.TEXT)),
                2));
  }

  @Test
  void shouldNameTheColumnsOfATableWithoutAHead() throws IOException {
    Path table = corpus.text("digits.csv", "0,5,1.5\n3,4,2.5\n");

    assertThat(survey(table))
        .isEqualTo(
            new Survey(
                "csv",
                List.of(
                    field("column1", ElementType.INT64),
                    field("column2", ElementType.INT64),
                    field("column3", ElementType.FLOAT64)),
                2));
  }

  @Test
  void shouldMakeOneFieldOfAVeryWideTable() throws IOException {
    Path table = corpus.text("wide.csv", "1,".repeat(1500) + "2.5\n");

    assertThat(survey(table).schema())
        .containsExactly(new SchemaField("values", ElementType.FLOAT64, List.of(1501), false));
  }

  @Test
  void shouldReadAPackedTable() throws IOException {
    Path table =
        corpus.gzip(
            "t.csv.gz", out -> out.write("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)));

    Survey survey = survey(table);

    assertThat(survey.format()).isEqualTo("csv.gz");
    assertThat(survey.sampleCount()).isEqualTo(2);
  }

  @Test
  void shouldRefuseARaggedRowByItsNumber() throws IOException {
    assertRefused(corpus.text("t.csv", "a,b\n1,2\n1,2,3\n"), "Row 3 of the table has 3 values");
  }

  @Test
  void shouldRefuseATableThatIsNotUtf8() throws IOException {
    assertRefused(corpus.bytes("t.csv", new byte[] {'a', '\n', (byte) 0xe4, '\n'}), "not in UTF-8");
  }

  @Test
  void shouldRefuseATableWithoutRows() throws IOException {
    assertRefused(corpus.text("t.csv", "a,b\n"), "a head and no rows");
    assertRefused(corpus.text("u.csv", ""), "The table is empty");
  }

  @Test
  void shouldRefuseAnOpenQuoteBeforeItFillsTheMemory() throws IOException {
    Path table =
        corpus.gzip(
            "t.csv.gz",
            out -> {
              out.write('"');
              Corpus.zeros(200 << 20).writeTo(out);
            });

    assertRefused(table, "look for an open quote");
  }

  @Test
  void shouldTellTheShapeOfAnIdxFile() throws IOException {
    byte[] idx = new byte[16 + 3 * 4];
    idx[2] = 0x08;
    idx[3] = 3;
    idx[7] = 3;
    idx[11] = 2;
    idx[15] = 2;
    Path file = corpus.bytes("train-images-idx3-ubyte", idx);

    assertThat(survey(file))
        .isEqualTo(
            new Survey(
                "idx",
                List.of(new SchemaField("values", ElementType.UINT8, List.of(2, 2), false)),
                3));
  }

  @Test
  void shouldRefuseAnIdxFileOfAnotherLength() throws IOException {
    byte[] idx = {0, 0, 0x08, 1, 0, 0, 0, 5, 1, 2, 3, 4};

    assertRefused(corpus.bytes("short.idx", idx), "promises 5 bytes of values and holds 4");
    idx[7] = 3;
    assertRefused(corpus.bytes("long.idx", idx), "promises 3 bytes of values and holds more");
    idx[4] = 0x7f;
    assertRefused(corpus.bytes("huge.idx", idx), "holds 4");
    assertRefused(corpus.bytes("cut.idx", new byte[] {0, 0, 8, 1, 0}), "ends inside its header");
    assertRefused(corpus.bytes("no.idx", new byte[] {1, 0, 8, 1, 0}), "is not an IDX file");
  }

  @Test
  void shouldTellTheShapeOfNumpyArrays() throws IOException {
    Path array = corpus.bytes("x.npy", Corpus.npy("<f4", "(3, 2)", 24));

    assertThat(survey(array))
        .isEqualTo(
            new Survey(
                "npy",
                List.of(new SchemaField("values", ElementType.FLOAT32, List.of(2), false)),
                3));
  }

  @Test
  void shouldRefuseArraysThatArePickles() throws IOException {
    assertRefused(corpus.bytes("x.npy", Corpus.npy("|O", "(3,)", 24)), "holds '|O'");
  }

  @Test
  void shouldRefuseAnArrayThatLiesAboutItsShape() throws IOException {
    assertRefused(corpus.bytes("x.npy", Corpus.npy("<f4", "(3, 2)", 23)), "promises 24 bytes");
    assertRefused(corpus.bytes("x.npy", Corpus.npy("<f4", "(0, 2)", 0)), "dimensions [0, 2]");
    assertRefused(
        corpus.bytes("x.npy", Corpus.npy("<f8", "(2147483647, 2147483647, 2147483647)", 8)),
        "and holds 8");
  }

  @Test
  void shouldReadPicturesInOneFolderForEachClass() throws IOException {
    corpus.bytes("flowers/daisy/1.png", png(4, 3));
    corpus.bytes("flowers/daisy/2.png", png(4, 3));
    corpus.bytes("flowers/rose/1.png", png(4, 3));

    assertThat(survey(folder.resolve("flowers")))
        .isEqualTo(
            new Survey(
                "images.tar",
                List.of(
                    new SchemaField("image", ElementType.UINT8, List.of(3, 4, 3), false),
                    new SchemaField("class", ElementType.TEXT, List.of(), true)),
                3));
  }

  @Test
  void shouldTakeAFolderOfOtherFilesAsOneSampleEach() throws IOException {
    corpus.text("logs/a/1.txt", "one");
    corpus.text("logs/2.txt", "two");

    Survey survey = survey(folder.resolve("logs"));

    assertThat(survey.format()).isEqualTo("files.tar");
    assertThat(survey.sampleCount()).isEqualTo(2);
  }

  @Test
  void shouldPackEqualFoldersIntoEqualBytes() throws IOException {
    corpus.text("one/b.txt", "b");
    corpus.text("one/a/ä.txt", "a");
    corpus.text("two/a/ä.txt", "a");
    corpus.text("two/b.txt", "b");

    assertThat(packed("one")).isEqualTo(packed("two"));
  }

  @Test
  void shouldSeeThatAFileWasChanged() throws IOException {
    corpus.text("data/a.txt", "a");
    PlainSource source = PlainSource.at(folder.resolve("data"));
    String before = source.fingerprint();

    corpus.text("data/a.txt", "ab");

    assertThat(source.fingerprint()).isNotEqualTo(before);
  }

  @Test
  void shouldRefuseALinkInAFolder() throws IOException {
    corpus.text("data/a.txt", "a");
    Files.createSymbolicLink(folder.resolve("data/b.txt"), Path.of("/etc/passwd"));

    assertRefused(folder.resolve("data"), "b.txt is a link or a device");
  }

  @Test
  void shouldRefuseAPathThatIsNoData() {
    assertThatThrownBy(() -> PlainSource.at(folder.resolve("nothing")))
        .isInstanceOf(FormatRefusedException.class)
        .hasMessageContaining("neither a file nor a folder");
  }

  private byte[] packed(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlainSource.at(folder.resolve(name)).writeTo(out);
    return out.toByteArray();
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static SchemaField field(String name, ElementType type) {
    return new SchemaField(name, type, List.of(), false);
  }

  private static Survey survey(Path path) throws IOException {
    return PlainSource.at(path).survey();
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> survey(path))
        .isInstanceOf(FormatRefusedException.class)
        .hasMessageContaining(why);
  }
}
