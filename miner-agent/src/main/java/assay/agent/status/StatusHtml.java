package assay.agent.status;

import assay.agent.rig.Observation;
import assay.agent.rig.Reading;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.spec.Metric;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The status as a page that looks again by itself; light or dark as the browser says. */
final class StatusHtml {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="5">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Assay miner</title>
      <style>
      :root { color-scheme: light dark }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem }
      h1 { font-size: 1.3rem; overflow-wrap: anywhere } h2 { font-size: 1.05rem; margin-top: 1.5rem }
      table { border-collapse: collapse; width: 100%% }
      th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%%, transparent); padding: .3rem .6rem; text-align: left }
      td:first-child { overflow-wrap: anywhere }
      th { white-space: nowrap }
      @media (max-width: 45rem) {
        tr:first-child { display: none }
        td { display: flex; gap: 1rem; justify-content: space-between; border: 0; overflow-wrap: anywhere }
        td::before { content: attr(data-name); font-weight: bold; white-space: nowrap }
        td:last-child { border-bottom: 1px solid color-mix(in srgb, currentColor 25%%, transparent) }
      }
      .rest { border-left: .3rem solid #c47f00; padding-left: .6rem }
      </style>
      </head>
      <body>
      <h1>Assay miner %s</h1>
      %s
      <h2>Devices</h2>%s
      <h2>Jobs</h2>%s
      <h2>Earnings</h2>%s
      <p>At %s. <a href="/status.json">JSON</a></p>
      </body>
      </html>
      """;

  private static final double GIBIBYTE = 1L << 30;

  private StatusHtml() {}

  static String of(MinerStatus status) {
    return PAGE.formatted(
        text(status.account().toString()),
        Stream.concat(
                status.rest().stream().map(why -> "Training rests: " + why),
                status.rig().troubles().stream())
            .map(line -> "<p class=\"rest\">" + text(line) + "</p>")
            .collect(Collectors.joining("\n")),
        table(
            List.of("Device", "Name", "°C", "Watts", "Use %", "Memory used, GiB"),
            status.rig().devices().stream().map(StatusHtml::cells).toList()),
        status.jobs().isEmpty()
            ? "<p>None now.</p>"
            : table(
                List.of("Bounty", "Phase", "Epoch", "Samples/s", "Loss", "Accuracy", "Reported"),
                status.jobs().stream().map(StatusHtml::cells).toList()),
        status
            .earnings()
            .map(
                earned ->
                    table(
                        List.of("Paid, ETH", "Pending, ETH", "In the vault, ETH"),
                        List.of(
                            List.of(
                                earned.paid().inEther(),
                                earned.pending().inEther(),
                                earned.available().inEther()))))
            .orElse("<p>Not asked yet.</p>"),
        text(status.writtenAt().toString()));
  }

  private static List<String> cells(Observation seen) {
    Reading reading = seen.reading();
    return List.of(
        seen.device().id().text(),
        seen.device().name(),
        number(reading.temperature()),
        number(reading.watts()),
        number(reading.use()),
        reading.memoryUsed().isPresent()
            ? number("%.1f", reading.memoryUsed().getAsLong() / GIBIBYTE)
            : "-");
  }

  private static List<String> cells(JobView job) {
    return List.of(
        job.bounty().toString(),
        job.phase().word(),
        job.progress().map(now -> now.epoch() + "/" + now.epochs()).orElse("-"),
        job.progress().map(now -> number("%.0f", now.samplesPerSecond())).orElse("-"),
        job.progress().map(Progress::loss).map(loss -> number("%.4f", loss)).orElse("-"),
        job.progress().map(now -> number("%.3f", job.last().accuracy())).orElse("-"),
        reported(job.last()));
  }

  /** What the bounty's model names beside the accuracy. */
  private static String reported(EpochReport last) {
    String all =
        last.measures().entrySet().stream()
            .filter(each -> each.getKey() != Metric.ACCURACY)
            .map(each -> each.getKey().word() + " " + number("%.3f", each.getValue()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number("%.0f", value.getAsDouble()) : "-";
  }

  private static String number(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return "<table><tr>"
        + head.stream().map(cell -> "<th>" + text(cell) + "</th>").collect(Collectors.joining())
        + "</tr>"
        + rows.stream().map(cells -> row(head, cells)).collect(Collectors.joining())
        + "</table>";
  }

  private static String row(List<String> head, List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            i -> "<td data-name=\"" + text(head.get(i)) + "\">" + text(cells.get(i)) + "</td>")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  /** A card's name comes from a program, a bounty's id from strangers. */
  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
