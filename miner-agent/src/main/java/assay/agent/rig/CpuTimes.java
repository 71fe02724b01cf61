package assay.agent.rig;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The first line of {@code /proc/stat}: what the processors did since the machine was started.
 *
 * @param busy ticks at work
 * @param all ticks
 */
record CpuTimes(long busy, long all) {

  static final CpuTimes NONE = new CpuTimes(0, 0);

  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final int COUNTED = 8;

  static Optional<CpuTimes> parse(String line) {
    if (!line.matches("cpu +\\d{1,17}( \\d{1,17}){7,9} *")) {
      return Optional.empty();
    }
    // Times of guests are counted among those of users already.
    List<Long> ticks =
        Stream.of(line.substring("cpu".length()).strip().split(" "))
            .limit(COUNTED)
            .map(Long::parseLong)
            .toList();
    long all = ticks.stream().mapToLong(Long::longValue).sum();
    return Optional.of(new CpuTimes(all - ticks.get(IDLE) - ticks.get(WAITING), all));
  }

  /** The part of the time at work, 0 to 1; unknown at the first look. */
  OptionalDouble busySince(CpuTimes before) {
    long time = all - before.all;
    return before.all == 0 || time <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, Math.max(0, (double) (busy - before.busy) / time)));
  }
}
