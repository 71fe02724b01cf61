package assay.agent.rig;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The machine's processors, from what Linux writes under {@code /proc} and {@code /sys}. */
public final class Processors implements DeviceProbe {

  private static final long KIBIBYTE = 1 << 10;
  private static final double MILLI = 1000;
  private static final double WHOLE = 100;
  private static final double HOTTEST = 250;
  private static final Set<String> SENSORS = Set.of("coretemp", "k10temp", "zenpower");

  private final Path root;
  private final int cores;
  private CpuTimes last = CpuTimes.NONE;

  /**
   * @param root of the file system, {@code /}
   * @param cores that this process may use, at least 1
   */
  public Processors(Path root, int cores) {
    this.root = root;
    this.cores = cores;
  }

  @Override
  public synchronized RigReport look() {
    long memory = kibibytes("MemTotal").orElse(0);
    OptionalLong free = kibibytes("MemAvailable");
    Device.Cpu cpu = new Device.Cpu(name(), cores, memory);
    Reading reading =
        new Reading(
            free.isPresent() ? OptionalLong.of(memory - free.getAsLong()) : free,
            temperature(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            use());
    return new RigReport(List.of(new Observation(cpu, reading)), List.of());
  }

  private String name() {
    return lines("proc/cpuinfo")
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(System.getProperty("os.arch", "unnamed") + " processor");
  }

  private OptionalLong kibibytes(String name) {
    return lines("proc/meminfo")
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .filter(digits -> !digits.isEmpty() && digits.length() < 16)
        .mapToLong(digits -> Long.parseLong(digits) * KIBIBYTE)
        .findFirst();
  }

  private OptionalDouble use() {
    CpuTimes now = lines("proc/stat").findFirst().flatMap(CpuTimes::parse).orElse(CpuTimes.NONE);
    OptionalDouble busy = now.busySince(last);
    last = now;
    return busy.isPresent() ? OptionalDouble.of(WHOLE * busy.getAsDouble()) : busy;
  }

  /** The hottest of the sensors that sit in processors. */
  private OptionalDouble temperature() {
    return sensors().stream()
        .filter(sensor -> SENSORS.contains(KernelFile.line(sensor.resolve("name"))))
        .map(sensor -> KernelFile.line(sensor.resolve("temp1_input")))
        .filter(text -> text.matches("-?\\d{1,9}"))
        .mapToDouble(text -> Integer.parseInt(text) / MILLI)
        .filter(degrees -> Math.abs(degrees) <= HOTTEST)
        .max();
  }

  private List<Path> sensors() {
    List<Path> sensors = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(root.resolve("sys/class/hwmon"), "hwmon*")) {
      all.forEach(sensors::add);
    } catch (IOException e) {
      return List.of();
    }
    return sensors;
  }

  private Stream<String> lines(String file) {
    return KernelFile.lines(root.resolve(file)).stream();
  }
}
