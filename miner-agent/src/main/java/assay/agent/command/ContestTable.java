package assay.agent.command;

import assay.agent.bench.Speed;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Middle speeds of contestants by net, with what one is to another, for people or programs. A ratio
 * is the middle one of all rounds' ratios: what a host does for minutes then counts on both sides.
 */
final class ContestTable {

  private static final double TENTHS = 10;
  private static final double THOUSANDTHS = 1000;

  private final Map<String, List<Speed>> speeds;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /**
   * @param speeds of each round, by net and contestant, such as {@code lenet.torch}
   */
  ContestTable(Map<String, List<Speed>> speeds) {
    this.speeds = speeds;
  }

  /** Adds for every net how many times as fast one is by processor time, where both ran. */
  ContestTable cpuRatio(String name, String first, String second) {
    return ratio(name, List.of(first, second), Speed::perCpuSecond);
  }

  /** The same by the wall's clock. */
  ContestTable wallRatio(String name, String first, String second) {
    return ratio(name, List.of(first, second), Speed::perSecond);
  }

  private ContestTable ratio(String name, List<String> pair, ToDoubleFunction<Speed> figure) {
    for (String net : speeds.keySet().stream().map(ContestTable::net).distinct().toList()) {
      List<Speed> above = speeds.get(net + "." + pair.get(0));
      List<Speed> below = speeds.get(net + "." + pair.get(1));
      if (above != null && below != null) {
        figures.put(
            net + "." + name,
            Speed.middle(
                IntStream.range(0, above.size())
                    .mapToDouble(
                        round ->
                            figure.applyAsDouble(above.get(round))
                                / figure.applyAsDouble(below.get(round)))));
      }
    }
    return this;
  }

  private static String net(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  /** Adds a number that is no ratio. */
  ContestTable number(String name, double value) {
    figures.put(name, value);
    return this;
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(json());
      return;
    }
    middle()
        .forEach(
            (name, speed) ->
                out.printf(
                    Locale.ROOT,
                    "%-20s %9.0f samples per processor second, %9.0f per second%n",
                    name,
                    speed.perCpuSecond(),
                    speed.perSecond()));
    figures.forEach((name, figure) -> out.printf(Locale.ROOT, "%-36s %7.2f%n", name, figure));
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode all = json.putObject("speeds");
    middle()
        .forEach(
            (name, speed) ->
                all.putObject(name)
                    .put("samplesPerCpuSecond", rounded(speed.perCpuSecond(), TENTHS))
                    .put("samplesPerSecond", rounded(speed.perSecond(), TENTHS)));
    ObjectNode ratios = json.putObject("figures");
    figures.forEach((name, figure) -> ratios.put(name, rounded(figure, THOUSANDTHS)));
    return json;
  }

  private Map<String, Speed> middle() {
    Map<String, Speed> middle = new LinkedHashMap<>();
    speeds.forEach((name, each) -> middle.put(name, Speed.middle(each)));
    return middle;
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}
