package assay.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class in a Java process of its own, for what only another process can show. */
public final class OtherProcess {

  private static final int SECONDS = 60;

  private OtherProcess() {}

  /** What the process said until it ended. */
  public static String said(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            main.getName()),
                        List.of(arguments).stream())
                    .toList())
            .redirectErrorStream(true)
            .start();
    try {
      String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(main.getName() + " did not end after: " + words);
      }
      return words;
    } finally {
      process.destroyForcibly();
    }
  }
}
