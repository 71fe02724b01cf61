package assay.agent.care;

import java.util.Optional;

/**
 * When training stops to spare the rig; each rule holds for every device by itself.
 *
 * @param temperature degrees Celsius
 * @param watts drawn by one device
 */
public record StopRules(Optional<Limit> temperature, Optional<Limit> watts) {

  /** It never stops. */
  public static final StopRules NONE = new StopRules(Optional.empty(), Optional.empty());
}
