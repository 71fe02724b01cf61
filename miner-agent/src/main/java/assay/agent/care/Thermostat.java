package assay.agent.care;

import assay.agent.rig.DeviceId;
import assay.agent.rig.Observation;
import assay.agent.rig.RigReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Decides from readings whether training rests. A device that went past a limit must be seen below
 * the lower one before training goes on; one that tells nothing any more keeps it resting. A rest
 * lasts a minute at least, for what rests draws little power at once. Not thread-safe.
 */
public final class Thermostat {

  private static final long SHORTEST_REST = Duration.ofMinutes(1).toNanos();

  private final StopRules rules;
  private final LongSupplier nanoTime;
  private final Map<String, String> tripped = new TreeMap<>();
  private long restingSince;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Thermostat(StopRules rules, LongSupplier nanoTime) {
    this.rules = rules;
    this.nanoTime = nanoTime;
  }

  /** Why training rests from now on, or nothing if it may go on. */
  public Optional<String> judge(RigReport report) {
    boolean wasResting = !tripped.isEmpty();
    boolean isTooSoon = wasResting && nanoTime.getAsLong() - restingSince < SHORTEST_REST;
    for (Observation seen : report.devices()) {
      DeviceId device = seen.device().id();
      rules
          .temperature()
          .ifPresent(
              limit ->
                  judge(
                      device + " is hot: ", "°C", seen.reading().temperature(), limit, isTooSoon));
      rules
          .watts()
          .ifPresent(
              limit -> judge(device + " draws ", "W", seen.reading().watts(), limit, isTooSoon));
    }
    if (!wasResting) {
      restingSince = nanoTime.getAsLong();
    }
    return tripped.values().stream().findFirst();
  }

  private void judge(
      String what, String unit, OptionalDouble value, Limit limit, boolean isTooSoon) {
    if (value.isEmpty()) {
      return;
    }
    if (value.getAsDouble() >= limit.stop()) {
      tripped.put(what, sentence(what, unit, value.getAsDouble(), limit));
    } else if (value.getAsDouble() <= limit.resume() && !isTooSoon) {
      tripped.remove(what);
    }
  }

  private static String sentence(String what, String unit, double value, Limit limit) {
    return String.format(
        Locale.ROOT,
        "%s%.0f %s, the limit is %.0f; goes on at %.0f.",
        what,
        value,
        unit,
        limit.stop(),
        limit.resume());
  }
}
