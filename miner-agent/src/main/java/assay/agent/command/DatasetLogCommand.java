package assay.agent.command;

import assay.agent.Agent;
import assay.registry.ledger.DatasetHistory;
import assay.registry.ledger.DatasetHistory.Entry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what happened to a dataset. */
@Command(
    name = "log",
    description = "Tell what the chain knows of a dataset: who was given what, and when it ended.")
final class DatasetLogCommand implements Callable<Integer> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "TEXT, CSV, or JSON with a line for each thing (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** How it is told. */
  enum Format {
    TEXT,
    CSV,
    JSON
  }

  @Override
  public Integer call() throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      List<Entry> entries = new DatasetHistory(agent.events()).of(choice.dataset(agent));
      switch (format) {
        case TEXT -> entries.forEach(DatasetLogCommand::printText);
        case CSV -> printCsv(entries, System.out);
        case JSON -> entries.forEach(DatasetLogCommand::printJson);
      }
    }
    return 0;
  }

  private static void printText(Entry entry) {
    System.out.println(String.join("  ", fields(entry).values()).stripTrailing());
  }

  private static void printCsv(List<Entry> entries, PrintStream out) throws IOException {
    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
    csv.printRecord("time", "block", "what", "account", "version", "purpose", "grant");
    for (Entry entry : entries) {
      csv.printRecord(fields(entry).values());
    }
    csv.flush();
  }

  private static void printJson(Entry entry) {
    try {
      System.out.println(MAPPER.writeValueAsString(fields(entry)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts became unwritable JSON.", e);
    }
  }

  private static Map<String, String> fields(Entry entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", entry.time().toString());
    fields.put("block", Long.toString(entry.block()));
    fields.put("what", entry.what());
    fields.put("account", entry.account());
    fields.put("version", entry.version());
    fields.put("purpose", entry.purpose());
    fields.put("grant", entry.grant());
    return fields;
  }
}
