package assay.agent.confine;

import java.util.List;
import java.util.Map;

/**
 * What a confined child runs. Immutable.
 *
 * @param main our own class with a {@code main}
 * @param switches further ones for its JVM
 * @param environment all of its environment
 */
public record ChildProgram(Class<?> main, List<String> switches, Map<String, String> environment) {

  public ChildProgram {
    switches = List.copyOf(switches);
    environment = Map.copyOf(environment);
  }

  /** A class that needs nothing else. */
  public static ChildProgram of(Class<?> main) {
    return new ChildProgram(main, List.of(), Map.of());
  }
}
