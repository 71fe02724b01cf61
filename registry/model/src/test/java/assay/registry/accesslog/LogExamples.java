package assay.registry.accesslog;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Access logs by chance. */
final class LogExamples {

  static final DatasetId DATASET = new DatasetId(Bytes32.keccak256("a dataset"));

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Address OWNER = new Address("0x" + "ab".repeat(20));
  private static final List<Outcome> OUTCOMES =
      Stream.of(GrantStanding.values())
          .filter(standing -> standing != GrantStanding.UNKNOWN)
          .map(Outcome::new)
          .toList();

  private final Random random;

  LogExamples(Random random) {
    this.random = random;
  }

  /** A sound log under anchors, the last of them over all of it. */
  AccessLog anchored(int entries) {
    AccessLog log = new AccessLog(DATASET, entries(entries), List.of());
    List<Bytes32> roots = log.roots();
    List<LogAnchor> anchors = new ArrayList<>();
    for (long over : LongStream.of(1 + random.nextInt(entries), entries).sorted().toArray()) {
      anchors.add(new LogAnchor(OWNER, anchors.size(), roots.get((int) over - 1), word(), over));
    }
    return new AccessLog(DATASET, log.entries(), anchors);
  }

  /** A chain that agrees with the log. */
  static LogEvidence evidence(AccessLog log) {
    return new LogEvidence(
        log.anchors(),
        log.entries().stream()
            .map(entry -> LogEvidence.Granted.in(entry.access()))
            .collect(Collectors.toSet()));
  }

  List<AccessEntry> entries(int count) {
    List<AccessEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          i == 0 ? AccessEntry.first(access(DATASET)) : entries.get(i - 1).next(access(DATASET)));
    }
    return entries;
  }

  Access access(DatasetId dataset) {
    return new Access(
        START.plusSeconds(random.nextInt(100_000)),
        new VersionId(dataset, 1 + random.nextInt(3)),
        new Address("0x" + word().hex().substring(26)),
        new Purpose(1 + random.nextInt(255)),
        new GrantId(word()),
        OUTCOMES.get(random.nextInt(OUTCOMES.size())));
  }

  Bytes32 word() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
