package assay.agent.command;

import assay.chain.Wei;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints a miner's status, as its file has it, as tables for people. */
final class StatusTable {

  private static final double GIBIBYTE = 1L << 30;
  private static final int SHORT = 34;
  private static final String DEVICE = "%-34s  %6s  %7s  %5s  %15s%n";
  private static final String JOB = "%-12s  %-10s  %9s  %11s  %8s  %8s  %10s%n";

  private StatusTable() {}

  static void print(JsonNode status, PrintStream out) {
    out.printf(
        "Miner %s, process %d, at %s%n",
        status.path("account").asText(),
        status.path("process").asLong(),
        status.path("writtenAt").asText());
    if (status.has("rest")) {
      out.println("Training rests: " + status.path("rest").asText());
    }
    out.println();
    out.printf(DEVICE, "DEVICE", "USE", "°C", "WATTS", "MEMORY GiB");
    status.path("devices").forEach(device -> printDevice(device, out));
    status.path("troubles").forEach(trouble -> out.println(trouble.asText()));
    out.println();
    printJobs(status.path("jobs"), out);
    out.println();
    printEarnings(status.path("earnings"), out);
  }

  private static void printDevice(JsonNode device, PrintStream out) {
    String name = device.path("name").asText();
    out.printf(
        DEVICE,
        name.length() > SHORT ? name.substring(0, SHORT) : name,
        device.has("usePercent") ? number(device, "usePercent", "%.0f") + "%" : "-",
        number(device, "temperatureCelsius", "%.0f"),
        number(device, "watts", "%.0f"),
        gibibytes(device, "memoryUsedBytes") + " / " + gibibytes(device, "memoryBytes"));
  }

  private static void printJobs(JsonNode jobs, PrintStream out) {
    if (jobs.isEmpty()) {
      out.println("No job now.");
      return;
    }
    out.printf(JOB, "BOUNTY", "PHASE", "EPOCH", "SAMPLES/S", "LOSS", "ACCURACY", "LEFT");
    for (JsonNode job : jobs) {
      boolean isKnown = job.has("epoch");
      out.printf(
          JOB,
          job.path("bounty").asText().substring(0, 12),
          job.path("phase").asText(),
          isKnown ? job.path("epoch").asInt() + "/" + job.path("epochs").asInt() : "-",
          number(job, "samplesPerSecond", "%.0f"),
          number(job, "loss", "%.4f"),
          number(job, "accuracy", "%.3f"),
          isKnown ? job.path("secondsLeft").asLong() + " s" : "-");
      printMeasures(job, out);
    }
  }

  /** What a model's spec asks to report beside its accuracy. */
  private static void printMeasures(JsonNode job, PrintStream out) {
    StringBuilder line = new StringBuilder();
    for (Map.Entry<String, JsonNode> each : job.path("measures").properties()) {
      if (!each.getKey().equals("accuracy")) {
        line.append(
            String.format(Locale.ROOT, "  %s %.3f", each.getKey(), each.getValue().asDouble()));
      }
    }
    if (line.length() > 0) {
      out.println("           " + line);
    }
  }

  private static void printEarnings(JsonNode earnings, PrintStream out) {
    if (earnings.isMissingNode()) {
      out.println("Earnings are not known yet.");
      return;
    }
    out.printf(
        "Earned %s ETH, %s ETH pending, %s ETH in the vault.%n",
        ether(earnings, "paidWei"), ether(earnings, "pendingWei"), ether(earnings, "availableWei"));
  }

  private static String ether(JsonNode earnings, String name) {
    return Wei.of(earnings.path(name).asText()).inEther();
  }

  private static String gibibytes(JsonNode device, String name) {
    return device.path(name).asLong() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f", device.path(name).asLong() / GIBIBYTE);
  }

  private static String number(JsonNode from, String name, String form) {
    return from.has(name) ? String.format(Locale.ROOT, form, from.path(name).asDouble()) : "-";
  }
}
