package assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.CidCalculator;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.PlainFile;
import assay.registry.format.PlainFolder;
import assay.registry.format.Survey;
import assay.registry.publish.DatasetDraft;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.Progress;
import assay.registry.publish.SealedDataset;
import assay.registry.publish.SealedFolder;
import assay.registry.publish.UnregisteredManifest;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.tool.DebianTool;
import assay.web.browser.Chromium;
import assay.web.browser.PageServer;
import assay.web.browser.Tab;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The portal's sealing module in a real browser: what it seals is opened by the stock {@code age}
 * command and by Java, and the other way round. Without a browser the tests skip, visibly.
 */
final class SealingInBrowserIT {

  /** Far less than the large file, so that whoever keeps it fails. */
  private static final int HEAP_MEGABYTES = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static PlainFiles files;
  private static AgeCommand age;
  private static PageServer server;
  private static Chromium browser;
  private static Tab tab;

  @BeforeAll
  static void startABrowser() throws IOException {
    DebianTool.require("chromium", "chromium");
    DebianTool.require("age", "age");
    files = new PlainFiles(folder);
    age = new AgeCommand(folder);
    server =
        new PageServer(
            Path.of("target/portal-sealing"),
            folder.resolve("out"),
            SecurityHeaders.CONTENT_SECURITY);
    browser = Chromium.start(Files.createDirectory(folder.resolve("chromium")), HEAP_MEGABYTES);
    tab = browser.open(server.page("test/sealing.html"));
  }

  @AfterEach
  void requireNothingFromOthers() {
    browser.requireNothingFromOthers(server.page(""));
  }

  @AfterAll
  static void endIt() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static String draft(String name, String label) throws IOException {
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("name", name)
            .put("description", "Größen in \"cm\",\n\tje Zeile eine 😀.")
            .put("licence", "CC-BY-4.0")
            .put("source", "")
            .put("citation", "")
            .put("level", "L2")
            .put("label", label));
  }

  private static SealedFolder folderFromBrowser(String name) throws IOException {
    return PlainFiles.readableByOwnerOnly(folder.resolve("out").resolve(name));
  }

  private static JsonNode seal(Path file, String name, String label) throws IOException {
    tab.choose(file);
    JsonNode told =
        tab.evaluate("bench.sealChosen('%s', %s)".formatted(name, draft("Sizes", label)));
    assertThat(told.get("refused").textValue()).isEmpty();
    return told;
  }

  private static JsonNode open(Path sealed, AgeIdentity identity) throws IOException {
    tab.choose(sealed);
    return tab.evaluate("bench.openChosen('%s')".formatted(identity.reveal()));
  }

  @Test
  void shouldSealWhatJavaOpensAndRegisters() throws IOException {
    Path plain = files.table("sizes.csv", 60_000);

    seal(plain, "java", "size");

    SealedFolder sealed = folderFromBrowser("java");
    UnregisteredManifest manifest = sealed.manifest();
    Origin origin = new Origin(new Address("0x" + "11".repeat(20)), 0);
    SealedDataset stored = sealed.storeIn(store("java-store"), origin, Progress.SILENT);
    assertThat(stored.manifest().payload()).isEqualTo(manifest.payload());
    try (InputStream in = Files.newInputStream(sealed.payload(SharingLevel.L1))) {
      assertThat(
              new Opener()
                  .openInMemory(in, sealed.identity().orElseThrow(), manifest.payload().seal()))
          .isEqualTo(Files.readAllBytes(plain));
    }
  }

  private static ContentStore store(String name) {
    return new DagContentStore(new DiskBlockStore(folder.resolve(name), Clock.systemUTC()));
  }

  @Test
  void shouldWriteTheManifestThatTheCommandLineWrites() throws IOException {
    Path plain = files.table("same.csv", 500);
    Survey survey = new PlainFile(plain).survey().withLabel("size");
    DatasetCard card =
        new DatasetCard(
            "Sizes",
            "Größen in \"cm\",\n\tje Zeile eine 😀.",
            survey.format(),
            survey.schema(),
            survey.sampleCount(),
            "CC-BY-4.0",
            "",
            "");
    DatasetDraft draft = new DatasetDraft(card, SharingLevel.L2, new PlainFile(plain), List.of());
    SealedFolder byJava =
        new DatasetSealer(new SecureRandom(), Progress.SILENT).seal(draft, folder.resolve("here"));

    seal(plain, "same", "size");

    SealedFolder byBrowser = folderFromBrowser("same");
    assertThat(byBrowser.manifest().payload().seal().cipherBytes())
        .isEqualTo(byJava.manifest().payload().seal().cipherBytes());
    assertThat(Files.readString(byBrowser.manifestFile()))
        .isEqualTo(
            Files.readString(byJava.manifestFile())
                .replace(cid(byJava), cid(byBrowser))
                .replace(cipherRoot(byJava), cipherRoot(byBrowser)));
  }

  private static String cid(SealedFolder sealed) throws IOException {
    return sealed.manifest().payload().cid().text();
  }

  private static String cipherRoot(SealedFolder sealed) throws IOException {
    return sealed.manifest().payload().seal().cipherRoot().hex();
  }

  @Test
  void shouldPackAFolderAsTheCommandLineDoes() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("things"));
    Files.write(
        Files.createDirectories(plain.resolve("größe")).resolve("1.bin"),
        PlainFiles.noise(700_000));
    Files.writeString(plain.resolve("größe.txt"), "beside");
    Files.writeString(plain.resolve("B"), "before");

    tab.evaluate("document.querySelector('input').webkitdirectory = true");
    try {
      seal(plain, "folder", "");
    } finally {
      tab.evaluate("document.querySelector('input').webkitdirectory = false");
    }

    SealedFolder sealed = folderFromBrowser("folder");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    new PlainFolder(plain).writeTo(packed);
    assertThat(sealed.manifest().card().sampleCount()).isEqualTo(3);
    assertThat(sealed.manifest().payload().seal().plainSha256())
        .isEqualTo(Bytes32.sha256(packed.toByteArray()));
  }

  @Test
  void shouldOpenWhatJavaSeals() throws IOException {
    AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
    Path sealed = folder.resolve("by-java.age");
    byte[] plain = PlainFiles.noise(3_000_001);
    Seal seal = new Sealer().seal(to -> to.write(plain), sealed, identity.recipient());

    JsonNode opened = open(sealed, identity);

    assertThat(opened.get("sha256").asText()).as("%s", opened).isEqualTo(seal.plainSha256().hex());
  }

  @Test
  void shouldOpenWhatTheAgeCommandSeals() throws Exception {
    AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
    byte[] plain = PlainFiles.noise(3_000_002);
    Path file = Files.write(folder.resolve("noise.bin"), plain);
    Path sealed = folder.resolve("by-age.age");
    age.run("-r", identity.recipient().text(), "-o", sealed.toString(), file.toString());

    JsonNode opened = open(sealed, identity);

    assertThat(opened.get("bytes").asInt()).as("%s", opened).isEqualTo(plain.length);
    assertThat(opened.get("sha256").asText()).isEqualTo(Bytes32.sha256(plain).hex());
  }

  @Test
  void shouldRefuseWhatWasSealedToSomebodyElse() throws IOException {
    AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
    Path sealed = folder.resolve("foreign.age");
    new Sealer().seal(to -> to.write(PlainFiles.noise(100)), sealed, identity.recipient());

    JsonNode opened = open(sealed, AgeIdentity.generate(new SecureRandom()));

    assertThat(opened.get("refused").asText()).startsWith("foreign");
  }

  @Test
  void shouldLeaveNothingWhenItIsCancelled() throws IOException {
    tab.choose(files.large());

    JsonNode told =
        tab.evaluate("bench.sealChosen('cancelled', %s, 2)".formatted(draft("Sizes", "")));

    assertThat(told.get("refused").asText()).startsWith("cancelled");
    assertThat(told.get("left")).isEmpty();
  }

  @Test
  void shouldSealIntoNoFolderThatHoldsSealedData() throws IOException {
    seal(files.table("once.csv", 10), "once", "");
    byte[] payload = Files.readAllBytes(folderFromBrowser("once").payload(SharingLevel.L1));

    JsonNode told = tab.evaluate("bench.sealChosen('once', %s)".formatted(draft("Sizes", "")));

    assertThat(told.get("refused").asText()).startsWith("already");
    assertThat(folderFromBrowser("once").payload(SharingLevel.L1)).hasBinaryContent(payload);
  }

  @Test
  void shouldSealAFileManyTimesTheMemoryItMayUse() throws Exception {
    seal(files.table("warm.csv", 1000), "warm", "");
    long before = browser.peakMemory();

    JsonNode told = seal(files.large(), "large", "");

    long grown = browser.peakMemory() - before;
    long bytes = Files.size(files.large());
    System.out.printf(
        "Sealed %d MB in %d ms; the browser held %d MB at most, %d MB more than before.%n",
        bytes / 1_000_000,
        told.get("millis").asInt(),
        (before + grown) / 1_000_000,
        grown / 1_000_000);
    SealedFolder sealed = folderFromBrowser("large");
    assertThat(age.sha256OfOpened(sealed))
        .isEqualTo(sealed.manifest().payload().seal().plainSha256().hex());
    assertThat(cidOf(sealed.payload(SharingLevel.L1))).isEqualTo(cid(sealed));
    assertThat(grown).isLessThan(bytes / 2);
  }

  private static String cidOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CidCalculator.of(in).text();
    }
  }
}
