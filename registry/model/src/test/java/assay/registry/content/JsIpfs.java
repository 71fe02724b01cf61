package assay.registry.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;

/**
 * A daemon of js-ipfs: another implementation of the RPC, offline, with a folder of its own. The
 * first one installs the package, which takes minutes.
 */
final class JsIpfs implements AutoCloseable {

  private static final Path PROGRAM = Path.of("src/test/js/js-ipfs").toAbsolutePath();
  private static final String READY = "RPC ";

  private final Process process;
  private final Path folder;
  private final URI address;

  private JsIpfs(Process process, Path folder, URI address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  static JsIpfs start() {
    try {
      install();
      Path folder = Files.createTempDirectory("js-ipfs");
      Process process =
          new ProcessBuilder("node", "--max-old-space-size=1024", "daemon.mjs", folder.toString())
              .directory(PROGRAM.toFile())
              .redirectError(folder.resolve("errors.log").toFile())
              .start();
      return new JsIpfs(process, folder, ready(process, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void install() throws IOException {
    if (Files.exists(PROGRAM.resolve("node_modules/.package-lock.json"))) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(PROGRAM.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!npm.waitFor(10, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IllegalStateException("js-ipfs cannot be installed; run 'npm ci' in " + PROGRAM);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody waits for js-ipfs any more.", e);
    } finally {
      npm.destroyForcibly();
    }
  }

  private static URI ready(Process process, Path folder) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return URI.create(line.substring(READY.length()));
      }
    }
    throw new IllegalStateException(
        "js-ipfs ended: " + Files.readString(folder.resolve("errors.log")));
  }

  URI address() {
    return address;
  }

  /** Ends it at once, as a power cut would. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      if (Files.exists(folder)) {
        PathUtils.deleteDirectory(folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
