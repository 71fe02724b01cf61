package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, with a profile of its own, driven over the DevTools protocol.
 * Closing it ends it and all its children.
 */
public final class Chromium implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /**
   * Starts one.
   *
   * @param folder empty, for its profile and log
   * @param heapMegabytes the most memory that JavaScript's objects of one page or worker may take
   */
  public static Chromium start(Path folder, int heapMegabytes) throws IOException {
    Path log = folder.resolve("chromium.log");
    Process process =
        new ProcessBuilder(command(folder, heapMegabytes))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      return new Chromium(process, new DevTools(address(process, log)));
    } catch (IOException | RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static List<String> command(Path folder, int heapMegabytes) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--js-flags=--max-old-space-size=" + heapMegabytes,
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add(1, "--no-sandbox");
    }
    return command;
  }

  private static URI address(Process process, Path log) throws IOException {
    return Waiting.until(
        "Chromium to say where it listens",
        () -> {
          String said = Files.readString(log);
          assertThat(process.isAlive()).as(said).isTrue();
          Matcher matcher = ADDRESS.matcher(said);
          return matcher.find() ? URI.create(matcher.group(1)) : null;
        });
  }

  /** Opens a page in a tab of its own and waits until it is loaded. */
  public Tab open(URI page) throws IOException {
    return open(page, "");
  }

  /**
   * The same.
   *
   * @param script runs before anything of the page's own, at every load
   */
  public Tab open(URI page, String script) throws IOException {
    String target =
        tools
            .ask("Target.createTarget", object().put("url", "about:blank"), "")
            .get("targetId")
            .textValue();
    ObjectNode attach = object().put("targetId", target).put("flatten", true);
    String session = tools.ask("Target.attachToTarget", attach, "").get("sessionId").textValue();
    tools.watch(session);
    Tab tab = new Tab(tools, session);
    if (!script.isEmpty()) {
      tab.ask("Page.enable", object());
      tab.ask("Page.addScriptToEvaluateOnNewDocument", object().put("source", script));
    }
    // A page without a window would never have the focus that keys need.
    tab.ask("Emulation.setFocusEmulationEnabled", object().put("enabled", true));
    tab.go(page);
    return tab;
  }

  /** Lets pages save files, without asking, into that folder. */
  public void saveInto(Path folder) throws IOException {
    ObjectNode wanted = object().put("behavior", "allow");
    String into = folder.toAbsolutePath().toString();
    tools.ask("Browser.setDownloadBehavior", wanted.put("downloadPath", into), "");
  }

  /**
   * Promise S11: whatever its pages and their workers asked for, allowed or not, was of one origin
   * or made by themselves. Of what is blocked there the browser tells the scheme alone.
   *
   * @param page any page of that origin
   */
  public void requireNothingFromOthers(URI page) {
    String origin = page.resolve("/").toString();
    assertThat(requested())
        .isNotEmpty()
        .allMatch(
            address -> Stream.of(origin, "blob", "data").anyMatch(address::startsWith),
            "is of " + origin);
  }

  /** The addresses that its pages and their workers asked for, allowed or not. */
  List<String> requested() {
    return tools.requested();
  }

  /**
   * The most memory, in bytes, that its processes have ever held: the sum of what each had at most.
   */
  public long peakMemory() throws IOException {
    long peak = 0;
    for (JsonNode one : tools.ask("SystemInfo.getProcessInfo", object(), "").get("processInfo")) {
      peak += peakOf(one.get("id").longValue());
    }
    return peak;
  }

  private static long peakOf(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() throws IOException {
    try (tools) {
      tools.ask("Browser.close", object(), "");
    } finally {
      end(process);
    }
  }

  /** Lets it end by itself, for then it leaves no files behind; kills it if it does not. */
  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
