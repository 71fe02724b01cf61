package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.browser.Chromium;
import assay.web.browser.Tab;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** Somebody at the portal, with a wallet: a real browser and a real key. */
final class PortalVisit {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MOST_TABS = 120;
  private static final String IS_MINED =
      "!document.querySelector('[data-act=sign]') && (!document.querySelector('.v-dialog')"
          + " || !!document.querySelector('.v-dialog .text-success'))";
  private static final String IS_CLOSED =
      "document.querySelector('.v-dialog [data-act=close]') === null";
  private static final int PICTURE_HEIGHT = 900;
  private static final int HIGHEST_PICTURE = 4_000;
  private static final String CONTENT_HEIGHT = "document.documentElement.scrollHeight";
  private static final int PICTURE_QUALITY = 60;
  private static final int PHONE_WIDTH = 600;

  /** Whether a page has what it is about. */
  static final String IS_THERE =
      "document.querySelector('h1') !== null"
          + " && document.querySelector('[aria-busy=true]') === null";

  private static final Path AXE =
      Path.of(
          System.getProperty("assay.home"),
          "webapp/src/main/portal/node_modules/axe-core/axe.min.js");

  private final Tab page;
  private final BrowserWallet wallet;

  private PortalVisit(Tab page, BrowserWallet wallet) {
    this.page = page;
    this.wallet = wallet;
  }

  static PortalVisit begin(Chromium browser, URI portal, BrowserWallet wallet) throws IOException {
    return new PortalVisit(
        browser.open(portal.resolve("/#/account"), BrowserWallet.SCRIPT), wallet);
  }

  /** Waits until the JavaScript gives true, while the wallet answers. */
  void await(String condition) throws InterruptedException {
    Wait.until(
        condition,
        LONG,
        () -> {
          wallet.serve(page);
          return page.evaluate(condition).asBoolean();
        });
  }

  /** Clicks what is there or comes, once it can be clicked. */
  void click(String selector) throws InterruptedException {
    await("document.querySelector(`%s`)?.disabled === false".formatted(selector));
    evaluate("document.querySelector(`%s`).click()".formatted(selector));
  }

  /** Follows a link that is there or comes. */
  void follow(String selector) throws InterruptedException {
    see(selector);
    evaluate("document.querySelector(`%s`).click()".formatted(selector));
  }

  void see(String selector) throws InterruptedException {
    await("document.querySelector(`%s`) !== null".formatted(selector));
  }

  void see(String selector, String text) throws InterruptedException {
    await(
        "document.querySelector(`%s`)?.textContent.includes(`%s`) === true"
            .formatted(selector, text));
  }

  /** Goes to another page of the portal. */
  void go(String path) {
    evaluate("location.hash = `#%s`; document.title".formatted(path));
  }

  /** Goes to another page of the portal than this one and waits until its head is there. */
  void leaveFor(String path) throws InterruptedException {
    evaluate("document.querySelector('h1').dataset.left = ''; ''");
    go(path);
    await("document.querySelector('h1:not([data-left])') !== null");
  }

  /** Types into a field. */
  void type(String selector, String text) throws InterruptedException {
    see(selector);
    evaluate(
        """
        (() => {
          const field = document.querySelector(`%s`);
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, `%s`);
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })()\
        """
            .formatted(selector, text));
  }

  /** Writes into a field of several lines. */
  void write(String selector, String text) throws InterruptedException {
    see(selector);
    evaluate(
        """
        (() => {
          const field = document.querySelector(`%s`);
          field.value = `%s`;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })()"""
            .formatted(selector, text));
  }

  void choose(String selector, Path... files) throws InterruptedException, IOException {
    see(selector);
    page.choose(selector, files);
  }

  String text(String expression) {
    return evaluate(expression);
  }

  private String evaluate(String expression) {
    try {
      return page.evaluate(expression).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects the wallet, which is on another chain at first, and signs in. */
  void signIn() throws InterruptedException {
    wallet.beElsewhere();
    click("[data-wallet=test-wallet]");
    click("[data-act=change-chain]");
    click("[data-act=sign-in]");
    see("[data-fact=available]");
  }

  /** Signs what is asked for and waits until it is in a block. */
  void sign() throws InterruptedException {
    click("[data-act=sign]");
    await(IS_MINED);
    evaluate("document.querySelector('.v-dialog [data-act=close]')?.click(); ''");
    await(IS_CLOSED);
  }

  /** The same by the keyboard alone. */
  void signByKeyboard() throws InterruptedException {
    enter("[data-act=sign]");
    await(IS_MINED);
    if (!Boolean.parseBoolean(evaluate(IS_CLOSED))) {
      enter(".v-dialog [data-act=close]");
    }
    await(IS_CLOSED);
  }

  /** Moves by the keyboard alone until the focus is there, and presses Enter. */
  void enter(String selector) throws InterruptedException {
    tabTo(selector);
    press("Enter", 13, "\r");
  }

  /** Moves by the keyboard alone until the focus is there, and presses the space bar. */
  void tick(String selector) throws InterruptedException {
    tabTo(selector);
    press(" ", 32, " ");
  }

  /** Moves by the keyboard alone until the focus is there, and types. */
  void enterText(String selector, String text) throws InterruptedException {
    tabTo(selector);
    ask("Input.insertText", JsonNodeFactory.instance.objectNode().put("text", text));
  }

  private void tabTo(String selector) throws InterruptedException {
    await("document.querySelector(`%s`)?.disabled === false".formatted(selector));
    String isThere = "document.activeElement?.matches(`%s`) === true".formatted(selector);
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      if (Boolean.parseBoolean(evaluate(isThere))) {
        return;
      }
      press("Tab", 9, "");
    }
    throw new AssertionError("The keyboard does not reach " + selector + ".");
  }

  private void press(String key, int code, String text) {
    ObjectNode down =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", text.isEmpty() ? "rawKeyDown" : "keyDown")
            .put("key", key)
            .put("code", key)
            .put("windowsVirtualKeyCode", code);
    if (!text.isEmpty()) {
      down.put("text", text);
    }
    ask("Input.dispatchKeyEvent", down);
    ask("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
  }

  private void ask(String method, ObjectNode parameters) {
    try {
      page.ask(method, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the page anew in that theme; the sign-in is taken up again. */
  void reload(String theme) throws InterruptedException {
    evaluate("localStorage.setItem('assay-theme', '" + theme + "'); window.isOld = true; ''");
    evaluate("location.reload(); ''");
    await("!window.isOld && document.querySelector('.v-theme--" + theme + " h1') !== null");
  }

  /** Makes the page as wide as that, in CSS pixels; a narrow one is a phone's. */
  void resize(int width) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        JsonNodeFactory.instance
            .objectNode()
            .put("width", width)
            .put("height", PICTURE_HEIGHT)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < PHONE_WIDTH));
  }

  /** Saves a picture (WebP) of the whole page once everything is there. */
  void takePicture(Path file) throws InterruptedException, IOException {
    await(IS_THERE);
    // A page behind another is not painted.
    ask("Page.bringToFront", JsonNodeFactory.instance.objectNode());
    evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
    ObjectNode wanted =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", "webp")
            .put("quality", PICTURE_QUALITY)
            .put("captureBeyondViewport", true);
    wanted
        .putObject("clip")
        .put("x", 0)
        .put("y", 0)
        .put("width", page.evaluate("innerWidth").intValue())
        .put("height", Math.min(page.evaluate(CONTENT_HEIGHT).intValue(), HIGHEST_PICTURE))
        .put("scale", 1);
    String picture = page.ask("Page.captureScreenshot", wanted).get("data").asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** Nothing that axe (WCAG 2.2, A and AA) finds keeps anybody from using the page as it is. */
  void requireAccessible() throws InterruptedException, IOException {
    String axe = Files.readString(AXE);
    await(IS_THERE);
    requireLegibleButtons();
    evaluate(axe + "; ''");
    String flaws =
        evaluate(
            """
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
              .then((found) => found.violations
                .map((each) => each.id + ' ' + each.nodes.map((node) => node.target).join(' '))
                .join('; '))\
            """);
    assertThat(flaws)
        .as("%s", evaluate("location.hash + ' in the theme ' + localStorage['assay-theme']"))
        .isEmpty();
  }

  /** Axe calls text in the very colour of what is behind it undecided. */
  private void requireLegibleButtons() {
    String illegible =
        evaluate(
            """
            [...document.querySelectorAll('.v-btn')]
              .filter((each) => getComputedStyle(each).color === getComputedStyle(each).backgroundColor)
              .map((each) => each.textContent)
              .join('; ')\
            """);
    assertThat(illegible).as("%s", evaluate("location.hash")).isEmpty();
  }
}
