package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.tool.DebianTool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The browser of the tests hears of every request, or what it says of the portal's would be worth
 * nothing. Without a browser the test skips, visibly.
 */
final class ChromiumIT {

  private static final int HEAP_MEGABYTES = 64;

  /** Nobody listens there; that it was asked for is enough. */
  private static final String OTHERS = "http://127.0.0.2:4711/";

  /** Images may come from others; what may not is asked for all the same. */
  private static final String CONTENT_SECURITY = "default-src 'self'; img-src *";

  @TempDir private static Path folder;

  @Test
  void shouldHearWhatPagesAndTheirWorkersAskOthersFor() throws IOException {
    DebianTool.require("chromium", "chromium");
    Path pages = Files.createDirectory(folder.resolve("pages"));
    write(pages, "index.html", "<!doctype html><img src='%simage'><script src='page.js'></script>");
    write(
        pages,
        "page.js",
        """
        fetch('%spage').catch(() => undefined);
        new Worker('worker.js');
        navigator.serviceWorker.register('service.js');
        """);
    write(pages, "worker.js", "fetch('%sworker').catch(() => undefined);");
    write(pages, "service.js", "fetch('%sservice').catch(() => undefined);");

    try (PageServer server = new PageServer(pages, folder.resolve("out"), CONTENT_SECURITY);
        Chromium browser =
            Chromium.start(Files.createDirectory(folder.resolve("chromium")), HEAP_MEGABYTES)) {
      URI page = server.page("index.html");
      browser.open(page);
      List<String> others =
          List.of(OTHERS + "image", OTHERS + "page", OTHERS + "worker", OTHERS + "service");
      Waiting.until(
          others + " to be asked for", () -> browser.requested().containsAll(others) ? page : null);

      assertThat(browser.requested()).contains(page.toString());
      assertThatThrownBy(() -> browser.requireNothingFromOthers(page))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(OTHERS);
    }
  }

  private static void write(Path pages, String name, String text) throws IOException {
    Files.writeString(pages.resolve(name), text.replace("%s", OTHERS));
  }
}
