package assay.agent.confine;

import assay.agent.confine.ConfinementException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;

/**
 * Runs one of our main classes over a stranger's file in a Java process of its own: limited heap,
 * processor time, clock time, files and output; no network; an empty folder to work in that is
 * deleted afterwards; no environment; no Java deserialization. The file is its standard input,
 * opened for reading. It runs as the same user and sees the same file system: what it runs must be
 * our code. Safe for threads; each run is a process of its own.
 */
public final class ConfinedJvm {

  private static final List<String> SWITCHES =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:CompressedClassSpaceSize=64m",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xss1m",
          "-Xshare:auto",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Djdk.serialFilter=!*");

  private final ConfiningTools tools;
  private final String classPath;
  private final Limits limits;

  /**
   * @param classPath where the child finds its classes, absolute, as {@code java.class.path} has it
   */
  public ConfinedJvm(ConfiningTools tools, String classPath, Limits limits) {
    this.tools = tools;
    this.classPath = absolute(classPath);
    this.limits = limits;
  }

  /** Runs the class's {@code main} with this file as its standard input. */
  public Answer run(Class<?> main, Path input) {
    try {
      Path folder = Files.createTempDirectory("assay-confined");
      try {
        return run(main, input, folder);
      } finally {
        PathUtils.deleteDirectory(folder);
      }
    } catch (IOException e) {
      throw new ConfinementException(
          Reason.BROKEN, "The limited child cannot be started: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfinementException(
          Reason.BROKEN, "The limited child was interrupted; try again.", e);
    }
  }

  private Answer run(Class<?> main, Path input, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(tools.inFrontOf(command(main, folder), limits))
            .directory(folder.toFile())
            .redirectInput(input.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    return new ConfinedChild(builder.start(), limits).await();
  }

  private List<String> command(Class<?> main, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.heapMegabytes() + "m");
    command.addAll(SWITCHES);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-XX:ErrorFile=" + folder.resolve("error"));
    command.addAll(List.of("-cp", classPath, main.getName()));
    return command;
  }

  /** The child works in another folder. */
  private static String absolute(String classPath) {
    List<String> whole = new ArrayList<>();
    for (String entry : List.of(classPath.split(File.pathSeparator, -1))) {
      whole.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, whole);
  }
}
