package assay.system;

import assay.chain.Account;
import assay.chain.ChainSettings;
import assay.web.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** An evaluator with a browser and his agent's key in a wallet, who takes his bond back. */
final class EvaluatorScene implements AutoCloseable {

  /** Every {@code Date} of the page is so many milliseconds late from now on. */
  private static final String LATER =
      """
      (() => {
        const Real = Date;
        globalThis.Date = class extends Real {
          constructor(...given) {
            super(...(given.length > 0 ? given : [Real.now() + %d]));
          }
          static now() {
            return Real.now() + %1$d;
          }
        };
        return '';
      })()""";

  /** Of a bond of ten. */
  private static final String PART = "4";

  private static final String REST = "6";
  private static final String AVAILABLE =
      "document.querySelector('[data-fact=available]').textContent.trim()";

  private final Town town;
  private final BrowserWallet wallet;
  private final PortalVisit visit;

  EvaluatorScene(Town town, Account evaluator, Chromium browser) throws IOException {
    this.town = town;
    wallet = new BrowserWallet(evaluator, ChainSettings.LOCAL_CHAIN_ID, town.network().chain());
    visit = PortalVisit.begin(browser, town.network().portal(), wallet);
  }

  /** Asks for a part, and may not take it yet. */
  void askBack() throws InterruptedException {
    visit.signIn();
    visit.see("[data-bond]");
    visit.type("[data-field=unbond] input", PART);
    visit.click("[data-act=unbond]");
    visit.sign();
    visit.see("[data-fact=leaving]", PART + " ETH");
    visit.see("[data-act=withdraw-bond]:disabled");
  }

  /** Everybody waits that long: the chain, and the clock on the wall. */
  void waitFor(Duration time) {
    town.network().advance(time);
    visit.text(LATER.formatted(time.toMillis()));
  }

  /** Takes what was asked back into the vault, which the page shows at once. */
  void take() throws InterruptedException {
    String before = visit.text(AVAILABLE);
    visit.click("[data-act=withdraw-bond]");
    visit.sign();
    visit.await("document.querySelector('[data-fact=leaving]') === null");
    visit.await("%s !== '%s'".formatted(AVAILABLE, before));
    visit.see("[data-fact=bonded]", REST + " ETH");
  }

  void wear(String theme) throws InterruptedException {
    visit.reload(theme);
    visit.see("[data-bond]");
  }

  void takePicture(int width, Path file) throws InterruptedException, IOException {
    visit.resize(width);
    visit.takePicture(file);
  }

  void requireAccessible() throws InterruptedException, IOException {
    visit.requireAccessible();
  }

  @Override
  public void close() {
    wallet.close();
  }
}
