package assay.agent.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java processes that measure with a heap of their own. */
final class BenchJvm {

  private static final int YOUNG_MEGABYTES = 16;

  private BenchJvm() {}

  /**
   * The command of a main class.
   *
   * @param heap its most bytes; the young generation is small, for long arrays never go there
   */
  static List<String> command(
      Class<?> main, long heap, List<String> arguments, String... switches) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (heap >> 20) + "m");
    command.add("-Xmn" + YOUNG_MEGABYTES + "m");
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(switches));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }
}
