package assay.system;

import assay.web.browser.Chromium;
import assay.web.browser.Tab;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When the largest thing that a visitor sees is painted (W3C, "Largest Contentful Paint"), in a
 * browser that has nothing of the portal yet, on a processor a quarter as fast as this one.
 */
final class LargestPaint {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SLOWER = 4;
  private static final String NEWEST =
      """
      new Promise((resolve) => new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1).startTime))
        .observe({ type: 'largest-contentful-paint', buffered: true }))\
      """;

  private final Chromium browser;
  private final URI portal;

  LargestPaint(Chromium browser, URI portal) {
    this.browser = browser;
    this.portal = portal;
  }

  /** From when the page was asked for, for each of so many loads; the shortest first. */
  List<Duration> ofLoads(String page, int loads) throws IOException, InterruptedException {
    List<Duration> times = new ArrayList<>();
    for (int load = 0; load < loads; load++) {
      times.add(ofALoad(page));
    }
    return times.stream().sorted().toList();
  }

  private Duration ofALoad(String page) throws IOException, InterruptedException {
    // Something small of the same server: the page itself comes when the browser is slow.
    Tab tab = browser.open(portal.resolve("/health/live"));
    tab.ask("Network.enable", object());
    tab.ask("Network.setCacheDisabled", object().put("cacheDisabled", true));
    tab.ask("Emulation.setCPUThrottlingRate", object().put("rate", SLOWER));
    tab.ask("Page.navigate", object().put("url", portal.resolve("/#" + page).toString()));
    Wait.until(
        page,
        PATIENCE,
        () -> tab.evaluate("location.hash !== '' && " + PortalVisit.IS_THERE).asBoolean());
    tab.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))");
    double millis = tab.evaluate(NEWEST).doubleValue();
    tab.ask("Page.close", object());
    return Duration.ofNanos((long) (millis * 1e6));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
