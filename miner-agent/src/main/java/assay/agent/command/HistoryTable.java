package assay.agent.command;

import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessLog;
import assay.registry.ledger.DatasetHistory.Entry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What the chain knows of a dataset and what a mailbox wrote down, in one order of time. */
final class HistoryTable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Line> lines;

  /** How it is told. */
  enum Format {
    TEXT,
    CSV,
    JSON
  }

  /** One thing that happened; its fields are the columns and their order. */
  private record Line(
      String time,
      String block,
      String what,
      String account,
      String version,
      String purpose,
      String grant) {

    static Line of(Entry entry) {
      return new Line(
          entry.time().toString(),
          Long.toString(entry.block()),
          entry.what(),
          entry.account(),
          entry.version(),
          entry.purpose(),
          entry.grant());
    }

    static Line of(Access access) {
      String outcome =
          access.outcome().isRelease() ? "KeyReleased" : "KeyRefused " + access.outcome().text();
      return new Line(
          access.time().toString(),
          "",
          outcome,
          access.grantee().hex(),
          Long.toString(access.version().number()),
          access.purpose().toString(),
          access.grant().toString());
    }

    Instant moment() {
      return Instant.parse(time);
    }

    List<String> fields() {
      return List.of(time, block, what, account, version, purpose, grant);
    }
  }

  HistoryTable(List<Entry> chain, List<AccessLog> logs) {
    Stream<Line> accesses =
        logs.stream().flatMap(log -> log.entries().stream()).map(entry -> Line.of(entry.access()));
    lines =
        Stream.concat(chain.stream().map(Line::of), accesses)
            .sorted(Comparator.comparing(Line::moment))
            .toList();
  }

  void print(Format format, PrintStream out) throws IOException {
    switch (format) {
      case TEXT ->
          lines.forEach(line -> out.println(String.join("  ", line.fields()).stripTrailing()));
      case CSV -> printCsv(out);
      case JSON -> lines.forEach(line -> out.println(json(line)));
    }
  }

  private void printCsv(PrintStream out) throws IOException {
    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
    csv.printRecord("time", "block", "what", "account", "version", "purpose", "grant");
    for (Line line : lines) {
      csv.printRecord(line.fields());
    }
    csv.flush();
  }

  private static String json(Line line) {
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of texts became unwritable JSON.", e);
    }
  }
}
