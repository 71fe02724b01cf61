package assay.registry.accesslog;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.wire.StrictJson;
import java.util.List;

/** An access log as one JSON document, whose fields are those of the records below. */
final class LogJson {

  private static final String FORMAT = "assay access log 1";
  private static final StrictJson<Log> JSON =
      new StrictJson<>(Log.class, LogFormat.MAX_BYTES, AccessLogRefusedException::new);

  private LogJson() {}

  record Log(String format, Bytes32 dataset, List<Entry> entries, List<Anchor> anchors) {

    Log {
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException("its format is '" + format + "', not '" + FORMAT + "'");
      }
      entries = List.copyOf(entries);
      anchors = List.copyOf(anchors);
    }
  }

  record Entry(
      long index,
      String time,
      long version,
      Address grantee,
      String purpose,
      Bytes32 grant,
      String outcome,
      Bytes32 previous,
      Bytes32 hash) {

    static Entry of(AccessEntry entry) {
      Access access = entry.access();
      return new Entry(
          entry.index(),
          access.time().toString(),
          access.version().number(),
          access.grantee(),
          LogTexts.purpose(access.purpose()),
          access.grant().value(),
          access.outcome().text(),
          entry.previous(),
          entry.hash());
    }

    AccessEntry entry(DatasetId dataset) {
      Access access =
          new Access(
              LogTexts.time(time),
              new VersionId(dataset, version),
              grantee,
              LogTexts.purpose(purpose),
              new GrantId(grant),
              Outcome.parse(outcome));
      return new AccessEntry(index, access, previous, hash);
    }
  }

  record Anchor(Address sender, long index, Bytes32 root, Bytes32 transaction, long entries) {

    static Anchor of(LogAnchor anchor) {
      return new Anchor(
          anchor.sender(), anchor.index(), anchor.root(), anchor.transaction(), anchor.entries());
    }

    LogAnchor anchor() {
      return new LogAnchor(sender, index, root, transaction, entries);
    }
  }

  static byte[] write(AccessLog log) {
    return JSON.write(
        new Log(
            FORMAT,
            log.dataset().value(),
            log.entries().stream().map(Entry::of).toList(),
            log.anchors().stream().map(Anchor::of).toList()));
  }

  static AccessLog read(byte[] json) {
    Log log = JSON.read(json);
    DatasetId dataset = new DatasetId(log.dataset());
    try {
      return new AccessLog(
          dataset,
          log.entries().stream().map(entry -> entry.entry(dataset)).toList(),
          log.anchors().stream().map(Anchor::anchor).toList());
    } catch (IllegalArgumentException e) {
      throw new AccessLogRefusedException(
          "This is not an acceptable log: " + String.valueOf(e.getMessage()), e);
    }
  }
}
