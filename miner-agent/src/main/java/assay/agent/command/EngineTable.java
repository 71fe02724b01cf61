package assay.agent.command;

import assay.agent.bench.EngineBench.Speed;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The training engines' speeds, for people or programs.
 *
 * @param speeds by net and engine, such as {@code lenet.torch}
 */
record EngineTable(Map<String, Speed> speeds) {

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(
          speeds.entrySet().stream()
              .map(EngineTable::field)
              .collect(Collectors.joining(",", "{", "}")));
      return;
    }
    speeds.forEach(
        (name, speed) ->
            out.printf(
                Locale.ROOT,
                "%-16s %8.0f samples per processor second, %8.0f per second%n",
                name,
                speed.perCpuSecond(),
                speed.perSecond()));
  }

  private static String field(Map.Entry<String, Speed> entry) {
    return String.format(
        Locale.ROOT,
        "\"%s\":{\"samplesPerCpuSecond\":%.0f,\"samplesPerSecond\":%.0f}",
        entry.getKey(),
        entry.getValue().perCpuSecond(),
        entry.getValue().perSecond());
  }
}
