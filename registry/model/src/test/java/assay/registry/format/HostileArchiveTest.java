package assay.registry.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileArchiveTest {

  private static final byte[] ONE = {1};
  private static final int MANY = 300 << 20;

  @TempDir private Path folder;
  private Corpus corpus;

  @BeforeEach
  void setUp() {
    corpus = new Corpus(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/passwd",
        "a//b.txt",
        "./a.txt",
        "a/..",
        "a\\..\\b.txt",
        "C:evil.txt",
        "a\u202Etxt.exe",
        "a\nb.txt",
        "a\u0000b.txt"
      })
  void shouldRefuseANameThatLeavesItsFolderOrHides(String name) throws IOException {
    assertRefused(corpus.zip("a.zip", name), "The name '");
  }

  @Test
  void shouldRefuseNamesInAnotherEncoding() throws IOException {
    Path tar =
        corpus.tar(
            "a.tar",
            out -> {
              TarArchiveEntry entry = new TarArchiveEntry("caf!.txt", true);
              entry.setSize(0);
              out.putArchiveEntry(entry);
              out.closeArchiveEntry();
            });
    byte[] bytes = Files.readAllBytes(tar);
    bytes[3] = (byte) 0xe9;
    Files.write(tar, withChecksum(bytes));

    assertRefused(tar, "not encoded in UTF-8");
  }

  @Test
  void shouldRefuseANameThatIsTooDeepOrTooLong() throws IOException {
    assertRefused(corpus.zip("deep.zip", "a/".repeat(40) + "b"), "deeper than 32");
    assertRefused(corpus.zip("long.zip", "a".repeat(300)), "too long");
    assertRefused(corpus.zip("longer.zip", "abc/".repeat(400) + "b"), "characters instead of");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO,
        TarConstants.LF_GNUTYPE_SPARSE
      })
  void shouldRefuseWhatIsNoFile(byte kind) throws IOException {
    Path tar = corpus.tar("a.tar", out -> Corpus.special(out, "a.txt", kind));

    assertThatThrownBy(() -> PlainSource.at(tar).survey())
        .isInstanceOf(FormatRefusedException.class);
  }

  @Test
  void shouldRefuseANameThatComesTwice() throws IOException {
    Path tar =
        corpus.tar(
            "a.tar",
            out -> {
              Corpus.file(out, "a.txt", ONE);
              Corpus.file(out, "a.txt", ONE);
            });

    assertRefused(tar, "holds 'a.txt' twice");
  }

  @Test
  void shouldRefuseAMillionFiles() throws IOException {
    Path tar =
        corpus.gzip(
            "a.tar.gz",
            out -> {
              for (int i = 0; i < 1_000_000; i++) {
                out.write(header("f" + i, TarConstants.LF_NORMAL, 0));
              }
            });

    assertRefused(tar, "more than 500000 files");
  }

  @Test
  void shouldRefuseAFileThatUnpacksWithoutEnd() throws IOException {
    Path tar =
        corpus.gzip(
            "bomb.tar.gz",
            out -> {
              out.write(header("zeros", TarConstants.LF_NORMAL, MANY));
              Corpus.zeros(MANY).writeTo(out);
              out.write(new byte[1024]);
            });

    assertRefused(tar, "200 times its size");
    assertRefused(corpus.gzip("bomb.idx.gz", bombIdx()), "200 times its size");
  }

  /** An IDX file that is exactly what its header says. */
  private static Corpus.Body bombIdx() {
    return out -> {
      out.write(new byte[] {0, 0, 8, 1, (byte) (MANY >> 24), (byte) (MANY >> 16), 0, 0});
      Corpus.zeros(MANY).writeTo(out);
    };
  }

  @Test
  void shouldRefuseANameOfAGigabyte() throws IOException {
    Path tar = corpus.bytes("a.tar", header("name", TarConstants.LF_GNUTYPE_LONGNAME, 1 << 30));
    try (RandomAccessFile file = new RandomAccessFile(tar.toFile(), "rw")) {
      file.setLength(1 << 30);
    }

    assertRefused(tar, "a header of more than 1048576 bytes");
  }

  private static byte[] header(String name, byte kind, int bytes) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind);
    entry.setSize(bytes);
    byte[] header = new byte[512];
    entry.writeEntryHeader(header);
    return header;
  }

  @Test
  void shouldRefuseAnArchiveThatIsCut() throws IOException {
    Path zip = corpus.zip("a.zip", "a.txt", "b.txt");
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 60));
    Path gzip =
        corpus.gzip("a.csv.gz", out -> out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
    Files.write(gzip, Arrays.copyOf(Files.readAllBytes(gzip), 15));

    assertRefused(zip, "is not a whole zip archive");
    assertRefused(gzip, "ends too early or is damaged");
  }

  @Test
  void shouldRefuseAPictureThatIsNone() throws IOException {
    corpus.text("pictures/a/1.png", "no picture");
    corpus.text("pictures/b/1.png", "no picture");

    assertRefused(folder.resolve("pictures"), "named like a picture and is none");
  }

  @Test
  void shouldRefuseAnEmptyFolderAndAnEmptyFile() throws IOException {
    Files.createDirectory(folder.resolve("empty"));

    assertRefused(folder.resolve("empty"), "There are no files in it");
    assertRefused(corpus.text("empty.bin", ""), "ends too early");
  }

  private static byte[] withChecksum(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, tar, 148, text.length);
    return tar;
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> PlainSource.at(path).survey())
        .isInstanceOf(FormatRefusedException.class)
        .hasMessageContaining(why);
  }
}
