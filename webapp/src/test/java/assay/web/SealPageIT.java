package assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.dataset.SharingLevel;
import assay.registry.publish.SealedFolder;
import assay.registry.seal.Opener;
import assay.registry.seal.Seal;
import assay.tool.DebianTool;
import assay.web.browser.Chromium;
import assay.web.browser.PageServer;
import assay.web.browser.Tab;
import assay.web.browser.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The portal's page that seals, in a real browser and as it is shipped. Without a browser the tests
 * skip, visibly.
 */
final class SealPageIT {

  private static final int HEAP_MEGABYTES = 256;

  @TempDir private static Path folder;
  private static PlainFiles files;
  private static PageServer server;
  private static Chromium browser;

  @BeforeAll
  static void startABrowser() throws IOException {
    DebianTool.require("chromium", "chromium");
    files = new PlainFiles(folder);
    server =
        new PageServer(
            Path.of("target/portal"), folder.resolve("out"), SecurityHeaders.CONTENT_SECURITY);
    browser = Chromium.start(Files.createDirectory(folder.resolve("chromium")), HEAP_MEGABYTES);
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

  private static Tab page() throws IOException {
    Tab page = browser.open(server.page("index.html#/datasets/seal"));
    page.await("document.querySelector('input[type=file]') !== null");
    return page;
  }

  private static void sealIn(Tab page, Path plain) throws IOException {
    page.choose(plain);
    page.evaluate("document.querySelector('[data-destination=downloads]').click()");
    page.await("document.querySelectorAll('a[download]').length === 3");
  }

  @Test
  void shouldClearTheFoldersOfTabsThatAreGone() throws IOException {
    String root = "(await navigator.storage.getDirectory())";
    String make =
        "(async () => void await " + root + ".getDirectoryHandle('%s', {create: true}))()";
    String names = "(async () => (await Array.fromAsync(" + root + ".keys())).join())()";
    Tab page = page();
    page.evaluate(make.formatted("sealing-gone"));
    page.evaluate(make.formatted("sealing-alive"));
    page.evaluate(
        "new Promise(held => void navigator.locks.request('sealing-alive',"
            + " () => { held(true); return new Promise(() => undefined); }))");

    sealIn(page, files.table("cleared.csv", 10));

    assertThat(page.evaluate(names).asText())
        .contains("sealing-alive")
        .doesNotContain("sealing-gone");
  }

  @Test
  void shouldSealFromThePortalsPage() throws IOException {
    Path plain = files.table("page.csv", 2000);
    Path saved = Files.createDirectory(folder.resolve("saved"));
    browser.saveInto(saved);
    Tab page = page();

    sealIn(page, plain);
    for (String name : List.of("version-identity.txt", "payload.age", "manifest.json")) {
      page.evaluate("document.querySelector('a[download=\"%s\"]').click()".formatted(name));
      Waiting.until(name, () -> Files.exists(saved.resolve(name)) ? name : null);
    }

    SealedFolder sealed = PlainFiles.readableByOwnerOnly(saved);
    assertThat(sealed.manifest().card().name()).isEqualTo("page.csv");
    assertThat(sealed.manifest().card().sampleCount()).isEqualTo(2000);
    try (InputStream in = Files.newInputStream(sealed.payload(SharingLevel.L1))) {
      Seal seal = sealed.manifest().payload().seal();
      assertThat(new Opener().openInMemory(in, sealed.identity().orElseThrow(), seal))
          .isEqualTo(Files.readAllBytes(plain));
    }
  }
}
