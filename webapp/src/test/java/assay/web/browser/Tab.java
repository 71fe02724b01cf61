package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** One page of a browser. */
public final class Tab {

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  void go(URI page) throws IOException {
    ask("Page.navigate", Chromium.object().put("url", page.toString()));
    String loaded = "location.href !== 'about:blank' && document.readyState === 'complete'";
    Waiting.until(page + " to load", () -> evaluate(loaded).asBoolean() ? page : null);
  }

  /** What the JavaScript gives, once it is there; fails if it throws. */
  public JsonNode evaluate(String expression) throws IOException {
    ObjectNode question =
        Chromium.object()
            .put("expression", expression)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    JsonNode answer = ask("Runtime.evaluate", question);
    assertThat(answer.has("exceptionDetails")).as(expression + ": " + answer).isFalse();
    return answer.get("result").path("value");
  }

  /** Waits until the JavaScript gives true. */
  public void await(String condition) throws IOException {
    Waiting.until(condition, () -> evaluate(condition).asBoolean() ? condition : null);
  }

  /** Chooses a file in the page's first field for files, as its user would. */
  public void choose(Path file) throws IOException {
    choose("input[type=file]", file);
  }

  /** Chooses files in the first field that the selector finds. */
  public void choose(String selector, Path... files) throws IOException {
    JsonNode root = ask("DOM.getDocument", Chromium.object()).get("root");
    ObjectNode field =
        Chromium.object().put("nodeId", root.get("nodeId").intValue()).put("selector", selector);
    JsonNode input = ask("DOM.querySelector", field).get("nodeId");
    ObjectNode choice = Chromium.object();
    ArrayNode paths = choice.putArray("files");
    List.of(files).forEach(file -> paths.add(file.toAbsolutePath().toString()));
    ask("DOM.setFileInputFiles", choice.set("nodeId", input));
  }

  /** Asks the page anything of the DevTools protocol. */
  public JsonNode ask(String method, ObjectNode parameters) throws IOException {
    return tools.ask(method, parameters, session);
  }
}
