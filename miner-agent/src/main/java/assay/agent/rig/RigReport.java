package assay.agent.rig;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a look at the machine gave.
 *
 * @param devices in the order of their kinds, processors first
 * @param troubles sentences about what could not be seen
 */
public record RigReport(List<Observation> devices, List<String> troubles) {

  /** Nothing there, and nothing wrong. */
  public static final RigReport EMPTY = new RigReport(List.of(), List.of());

  public RigReport {
    devices = List.copyOf(devices);
    troubles = List.copyOf(troubles);
  }

  /** Nothing seen, for this reason. */
  public static RigReport trouble(String sentence) {
    return new RigReport(List.of(), List.of(sentence));
  }

  /** Both together. */
  public RigReport plus(RigReport other) {
    return new RigReport(
        Stream.concat(devices.stream(), other.devices.stream()).toList(),
        Stream.concat(troubles.stream(), other.troubles.stream()).toList());
  }
}
