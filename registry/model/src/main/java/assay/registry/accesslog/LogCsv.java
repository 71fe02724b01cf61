package assay.registry.accesslog;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * An access log as one table (RFC 4180, UTF-8). After the names of the columns comes a row {@code
 * log} with the number of entries and the newest hash, so that a file that was cut off is known by
 * it; then the rows {@code entry}, then the rows {@code anchor}, with sender as account and root as
 * hash.
 */
final class LogCsv {

  private static final String LOG = "log";
  private static final String ENTRY = "entry";
  private static final String ANCHOR = "anchor";

  private static final List<String> COLUMNS =
      List.of(
          "dataset",
          "record",
          "index",
          "time",
          "version",
          "account",
          "purpose",
          "grant",
          "outcome",
          "entries",
          "transaction",
          "previous",
          "hash");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).get();

  private LogCsv() {}

  static byte[] write(AccessLog log) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      String dataset = log.dataset().toString();
      csv.printRecord(COLUMNS);
      csv.printRecord(
          dataset, LOG, "", "", "", "", "", "", "", log.entries().size(), "", "", log.head());
      for (AccessEntry entry : log.entries()) {
        print(csv, dataset, entry);
      }
      for (LogAnchor anchor : log.anchors()) {
        print(csv, dataset, anchor);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Text in memory cannot be written.", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void print(CSVPrinter csv, String dataset, AccessEntry entry) throws IOException {
    Access access = entry.access();
    csv.printRecord(
        dataset,
        ENTRY,
        entry.index(),
        access.time(),
        access.version().number(),
        access.grantee(),
        LogTexts.purpose(access.purpose()),
        access.grant(),
        access.outcome().text(),
        "",
        "",
        entry.previous(),
        entry.hash());
  }

  private static void print(CSVPrinter csv, String dataset, LogAnchor anchor) throws IOException {
    csv.printRecord(
        dataset,
        ANCHOR,
        anchor.index(),
        "",
        "",
        anchor.sender(),
        "",
        "",
        "",
        anchor.entries(),
        anchor.transaction(),
        "",
        anchor.root());
  }

  /** Row by row, for a log may be long. */
  static AccessLog read(byte[] table) {
    Reader text = new InputStreamReader(new ByteArrayInputStream(table), StandardCharsets.UTF_8);
    try (CSVParser rows = CSVParser.parse(text, FORMAT)) {
      Iterator<CSVRecord> next = rows.iterator();
      if (!next.hasNext() || !next.next().toList().equals(COLUMNS) || !next.hasNext()) {
        throw refused("it does not begin with the columns of an access log", null);
      }
      return log(next.next(), next);
    } catch (IOException | UncheckedIOException e) {
      throw refused("it is no CSV", e);
    }
  }

  private static AccessLog log(CSVRecord head, Iterator<CSVRecord> rows) {
    List<AccessEntry> entries = new ArrayList<>();
    List<LogAnchor> anchors = new ArrayList<>();
    CSVRecord at = head;
    try {
      DatasetId dataset = dataset(head, LOG);
      while (rows.hasNext()) {
        at = rows.next();
        if (at.toList().contains(ANCHOR)) {
          requireSame(dataset, dataset(at, ANCHOR));
          anchors.add(anchor(at));
        } else {
          entries.add(entry(at));
        }
      }
      at = head;
      AccessLog log = new AccessLog(dataset, entries, anchors);
      requireWhole(head, log);
      return log;
    } catch (IllegalArgumentException e) {
      throw refused("line " + at.getRecordNumber() + ": " + e.getMessage(), e);
    }
  }

  private static DatasetId dataset(CSVRecord row, String record) {
    if (!row.isConsistent() || !row.get("record").equals(record)) {
      throw new IllegalArgumentException(
          "here belongs a row '%s' of %d fields".formatted(record, COLUMNS.size()));
    }
    return new DatasetId(new Bytes32(row.get("dataset")));
  }

  private static void requireSame(DatasetId one, DatasetId other) {
    if (!one.equals(other)) {
      throw new IllegalArgumentException("it is about another dataset, " + other);
    }
  }

  private static AccessEntry entry(CSVRecord row) {
    DatasetId dataset = dataset(row, ENTRY);
    Access access =
        new Access(
            LogTexts.time(row.get("time")),
            new VersionId(dataset, LogTexts.number(row.get("version"))),
            new Address(row.get("account")),
            LogTexts.purpose(row.get("purpose")),
            new GrantId(new Bytes32(row.get("grant"))),
            Outcome.parse(row.get("outcome")));
    return new AccessEntry(
        LogTexts.number(row.get("index")),
        access,
        new Bytes32(row.get("previous")),
        new Bytes32(row.get("hash")));
  }

  private static LogAnchor anchor(CSVRecord row) {
    return new LogAnchor(
        new Address(row.get("account")),
        LogTexts.number(row.get("index")),
        new Bytes32(row.get("hash")),
        new Bytes32(row.get("transaction")),
        LogTexts.number(row.get("entries")));
  }

  private static void requireWhole(CSVRecord head, AccessLog log) {
    long said = LogTexts.number(head.get("entries"));
    if (said != log.entries().size() || !head.get("hash").equals(log.head().hex())) {
      throw new IllegalArgumentException(
          "it says %d entries up to %s, and there are %d up to %s"
              .formatted(said, head.get("hash"), log.entries().size(), log.head()));
    }
  }

  private static AccessLogRefusedException refused(String why, @Nullable Throwable cause) {
    return new AccessLogRefusedException("This is not an acceptable log: " + why, cause);
  }
}
