package assay.agent.rig;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a device fares at one moment; what it does not tell is empty.
 *
 * @param memoryUsed bytes
 * @param temperature degrees Celsius
 * @param watts drawn now
 * @param wattLimit the most it draws
 * @param use per cent of the time since the last reading, or as its driver counts, 0 to 100
 */
public record Reading(
    OptionalLong memoryUsed,
    OptionalDouble temperature,
    OptionalDouble watts,
    OptionalDouble wattLimit,
    OptionalDouble use) {

  /** A device that tells nothing. */
  public static final Reading NONE =
      new Reading(
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
}
