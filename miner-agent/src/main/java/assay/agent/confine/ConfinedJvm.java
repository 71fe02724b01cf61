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
 * Runs one of our main classes over a stranger's bytes in a Java process of its own: limited heap,
 * processor time, clock time, files and output; no network; an empty folder to work in that is
 * deleted afterwards; no environment but what is given; no Java deserialization. The bytes are its
 * standard input: a file, opened for reading, or what is written into a pipe. It runs as the same
 * user and sees the same file system: what it runs must be our code. Safe for threads; each run is
 * a process of its own.
 */
public final class ConfinedJvm {

  private static final List<String> SWITCHES =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:CompressedClassSpaceSize=64m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          // A crash report holds pieces of memory, which must not reach a disk.
          "-XX:+ErrorFileToStderr",
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

  /** Runs the program with this file as its standard input. */
  public Answer run(ChildProgram program, Path input) {
    return inFolder(
        folder -> {
          ProcessBuilder builder = builder(program, folder);
          Process process = builder.redirectInput(input.toFile()).start();
          return new ConfinedChild(process, limits).await();
        });
  }

  /** Runs the program with what is written into a pipe as its standard input. */
  public Answer run(ChildProgram program, ChildInput input) {
    return inFolder(
        folder -> new ConfinedChild(builder(program, folder).start(), limits).await(input));
  }

  /** What is done with a child's folder while it is there. */
  private interface Run {
    Answer in(Path folder) throws IOException, InterruptedException;
  }

  private static Answer inFolder(Run run) {
    try {
      Path folder = Files.createTempDirectory("assay-confined");
      try {
        return run.in(folder);
      } finally {
        PathUtils.deleteDirectory(folder);
      }
    } catch (IOException e) {
      throw new ConfinementException(
          Reason.DISTURBED, "The limited child cannot be started: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfinementException(
          Reason.DISTURBED, "The limited child was interrupted; try again.", e);
    }
  }

  private ProcessBuilder builder(ChildProgram program, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(tools.inFrontOf(command(program, folder), limits))
            .directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(program.environment());
    return builder;
  }

  private List<String> command(ChildProgram program, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.heapMegabytes() + "m");
    command.add("-XX:MaxDirectMemorySize=" + limits.nativeMegabytes() + "m");
    command.addAll(SWITCHES);
    command.addAll(program.switches());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classPath, program.main().getName()));
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
