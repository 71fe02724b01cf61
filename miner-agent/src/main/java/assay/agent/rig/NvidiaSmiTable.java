package assay.agent.rig;

import assay.agent.platform.ForeignText;
import assay.training.run.ComputeCapability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what {@code nvidia-smi --query-gpu --format=csv,noheader,nounits} prints: one line for each
 * GPU. A value in brackets, such as {@code [N/A]}, or one that cannot be true is unknown; a line
 * that tells no GPU is told among the troubles.
 */
final class NvidiaSmiTable {

  /** What is asked for, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "index",
          "name",
          "uuid",
          "pci.bus_id",
          "memory.total",
          "memory.used",
          "temperature.gpu",
          "power.draw",
          "power.limit",
          "utilization.gpu",
          "driver_version",
          "compute_cap");

  /** More than a machine has; a longer answer is somebody's joke. */
  static final int MOST_GPUS = 64;

  private static final Pattern UUID = Pattern.compile("[A-Za-z0-9-]{4,80}");
  private static final int LONGEST_TEXT = 100;
  private static final double MEBIBYTE = 1 << 20;
  private static final double MOST_MEBIBYTES = 1 << 24;
  private static final double COLDEST = -50;
  private static final double HOTTEST = 250;
  private static final double MOST_WATTS = 100_000;
  private static final double WHOLE = 100;

  private NvidiaSmiTable() {}

  static RigReport read(String text) {
    List<Observation> gpus = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    Set<DeviceId> seen = new HashSet<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).limit(MOST_GPUS).toList()) {
      Optional<Observation> gpu = gpu(line).filter(one -> seen.add(one.device().id()));
      gpu.ifPresentOrElse(gpus::add, () -> troubles.add(strange(line)));
    }
    return new RigReport(gpus, troubles);
  }

  private static String strange(String line) {
    return "nvidia-smi says something that is no GPU: '" + shortened(line) + "'.";
  }

  private static Optional<Observation> gpu(String line) {
    List<String> values = Stream.of(line.split(",", -1)).map(NvidiaSmiTable::shortened).toList();
    if (values.size() != COLUMNS.size() || !UUID.matcher(values.get(2)).matches()) {
      return Optional.empty();
    }
    OptionalDouble index = number(values.get(0), 0, MOST_GPUS);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Device.Gpu gpu =
        new Device.Gpu(
            (int) index.getAsDouble(),
            isKnown(values.get(1)) ? values.get(1) : "unnamed GPU",
            values.get(2),
            values.get(3),
            bytes(values.get(4)).orElse(0),
            values.get(10),
            ComputeCapability.parse(values.get(11)));
    return Optional.of(new Observation(gpu, reading(values)));
  }

  private static Reading reading(List<String> values) {
    return new Reading(
        bytes(values.get(5)),
        number(values.get(6), COLDEST, HOTTEST),
        number(values.get(7), 0, MOST_WATTS),
        number(values.get(8), 0, MOST_WATTS),
        number(values.get(9), 0, WHOLE));
  }

  private static boolean isKnown(String value) {
    return !value.isEmpty() && !value.startsWith("[");
  }

  private static OptionalLong bytes(String mebibytes) {
    OptionalDouble number = number(mebibytes, 0, MOST_MEBIBYTES);
    return number.isPresent()
        ? OptionalLong.of((long) (number.getAsDouble() * MEBIBYTE))
        : OptionalLong.empty();
  }

  private static OptionalDouble number(String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      return number >= least && number <= most ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static String shortened(String text) {
    String line = ForeignText.line(text);
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
  }
}
