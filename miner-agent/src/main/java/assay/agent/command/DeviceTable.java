package assay.agent.command;

import assay.agent.rig.Device;
import assay.agent.rig.EngineFit;
import assay.agent.rig.Observation;
import assay.agent.rig.Reading;
import assay.agent.rig.RigReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Prints devices as a table for people; what a device does not tell is a dash. */
final class DeviceTable {

  private static final double GIBIBYTE = 1L << 30;
  private static final int LONGEST_NAME = 36;
  private static final String ROW = "%-8s  %-36s  %15s  %5s  %13s  %4s";

  private final PrintStream out;

  DeviceTable(PrintStream out) {
    this.out = out;
  }

  /** One line for each device. */
  void print(RigReport report) {
    out.println(
        ROW.formatted("DEVICE", "NAME", "MEMORY GiB", "°C", "WATTS", "USE").stripTrailing());
    report.devices().forEach(seen -> out.println(line(seen)));
    report.troubles().forEach(out::println);
  }

  /** Which engine has code for which device. */
  void printEngines(RigReport report) {
    for (Observation seen : report.devices()) {
      out.printf("%s:%n", word(seen.device()));
      for (EngineFit fit : EngineFit.of(seen.device())) {
        out.printf(
            "  %-14s  %-3s  %s%n", fit.engine().text(), fit.fits() ? "yes" : "no", fit.why());
      }
    }
  }

  private static String line(Observation seen) {
    Reading reading = seen.reading();
    return ROW.formatted(
            word(seen.device()),
            shortened(seen.device()),
            memory(seen),
            number(reading.temperature()),
            List.of(reading.watts(), reading.wattLimit()).stream()
                .map(DeviceTable::number)
                .collect(Collectors.joining(" / ")),
            reading.use().isPresent() ? number(reading.use()) + "%" : "-")
        .stripTrailing();
  }

  /** A device on one line, with the engine to take for it. */
  static String sentence(Observation seen) {
    Device device = seen.device();
    String engine =
        EngineFit.best(device)
            .map(best -> "trains with " + best.text())
            .orElse("no engine has code for it");
    return "%s: %s, %s GiB, %s.".formatted(word(device), described(device), total(device), engine);
  }

  /** What people call it. */
  static String word(Device device) {
    if (device instanceof Device.Gpu gpu) {
      return "gpu" + gpu.index();
    }
    return device.id().text();
  }

  private static String described(Device device) {
    return device instanceof Device.Cpu cpu
        ? cpu.name() + ", " + cpu.cores() + (cpu.cores() == 1 ? " core" : " cores")
        : device.name();
  }

  private static String shortened(Device device) {
    String name = described(device);
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private static String memory(Observation seen) {
    OptionalLong used = seen.reading().memoryUsed();
    return (used.isPresent() ? gibibytes(used.getAsLong()) : "-") + " / " + total(seen.device());
  }

  private static String total(Device device) {
    long bytes = 0;
    if (device instanceof Device.Cpu cpu) {
      bytes = cpu.memory();
    } else if (device instanceof Device.Gpu gpu) {
      bytes = gpu.memory();
    }
    return bytes == 0 ? "-" : gibibytes(bytes);
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / GIBIBYTE);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "-";
  }
}
