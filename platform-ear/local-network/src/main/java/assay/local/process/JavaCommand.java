package assay.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program starts itself again in another role. */
public final class JavaCommand {

  /**
   * A local network's parts live for minutes and are many on one machine: what the second compiler
   * takes to make them faster they never win back.
   */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private JavaCommand() {}

  /** The Java launcher that runs this program. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The command line {@code assay} with these arguments, in a JVM of that many MiB of heap. */
  public static List<String> assay(int heapMegabytes, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xms32m");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add(QUICK_START);
    command.add("-Dorg.bytedeco.javacpp.maxbytes=512m");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("assay.agent.command.Main");
    command.addAll(List.of(arguments));
    return command;
  }
}
