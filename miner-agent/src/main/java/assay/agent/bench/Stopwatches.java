package assay.agent.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * The wall's clock and this process's processor time, both in nanoseconds.
 *
 * @param wall such as {@link System#nanoTime}
 * @param cpu of all threads
 */
public record Stopwatches(LongSupplier wall, LongSupplier cpu) {

  /** Those of this process. */
  public static Stopwatches ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Stopwatches(System::nanoTime, system::getProcessCpuTime);
  }
}
