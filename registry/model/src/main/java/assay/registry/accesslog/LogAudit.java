package assay.registry.accesslog;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.LogEvidence.Granted;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks an access log. The file alone shows that its entries are one unbroken chain and that its
 * anchors are over them; that the anchors are on chain, and that the chain has no others, only the
 * chain shows. What no anchor covers, whoever keeps the log could still have written anew.
 */
public final class LogAudit {

  private static final String ENTRIES = "entries";
  private static final String ANCHORS = "anchors";
  private static final String CHAIN = "chain";
  private static final String COVER = "cover";
  private static final String GRANTS = "grants";

  private final AccessLog log;
  private final List<Bytes32> roots;

  public LogAudit(AccessLog log) {
    this.log = log;
    this.roots = log.roots();
  }

  /** Every claim, as far as the file alone can tell. */
  public List<LogClaim> offline() {
    LogClaim unseen =
        new LogClaim(
            CHAIN,
            Verdict.UNCHECKED,
            "no chain was asked whether the anchors are on it, whether it has others, nor for the grants");
    return List.of(entries(), anchors(), unseen, cover(log.anchors()));
  }

  /** Every claim, with the chain's word. */
  public List<LogClaim> against(LogEvidence evidence) {
    List<LogAnchor> placed = log.anchored(evidence.anchors()).anchors();
    return List.of(entries(), anchors(), chain(placed), cover(placed), grants(evidence));
  }

  /** The first entry that does not hold, and why; empty if all do. */
  public Optional<LogFlaw> firstFlaw() {
    Bytes32 previous = Bytes32.ZERO;
    Instant time = Instant.EPOCH;
    for (int place = 0; place < log.entries().size(); place++) {
      AccessEntry entry = log.entries().get(place);
      Optional<String> why = flaw(entry, place, previous, time);
      if (why.isPresent()) {
        return Optional.of(new LogFlaw(place, why.get()));
      }
      previous = entry.hash();
      time = entry.access().time();
    }
    return Optional.empty();
  }

  private static Optional<String> flaw(
      AccessEntry entry, int place, Bytes32 previous, Instant time) {
    if (entry.index() != place) {
      return Optional.of("entry %d stands where entry %d belongs".formatted(entry.index(), place));
    }
    if (!entry.previous().equals(previous)) {
      return Optional.of(
          "it follows on %s, but the entry before has the hash %s"
              .formatted(entry.previous(), previous));
    }
    if (!entry.hash().equals(entry.expectedHash())) {
      return Optional.of(
          "what it says has the hash %s, not %s".formatted(entry.expectedHash(), entry.hash()));
    }
    return entry.access().time().isBefore(time)
        ? Optional.of("it is of %s, the entry before of %s".formatted(entry.access().time(), time))
        : Optional.empty();
  }

  private LogClaim entries() {
    return LogClaim.holdsUnless(
        ENTRIES,
        firstFlaw().map(flaw -> "entry %d: %s".formatted(flaw.index(), flaw.why())),
        "%d entries, each with the hash of what it says and of the entry before; the last is %s"
            .formatted(log.entries().size(), log.head()));
  }

  private LogClaim anchors() {
    if (log.anchors().isEmpty()) {
      return new LogClaim(ANCHORS, Verdict.UNCHECKED, "there are none in it");
    }
    return LogClaim.holdsUnless(
        ANCHORS,
        Stream.concat(disorder().stream(), log.anchors().stream().flatMap(this::misfit))
            .findFirst(),
        "%d roots, each recomputed over the entries it is said to be over"
            .formatted(log.anchors().size()));
  }

  private Optional<String> disorder() {
    Map<Address, Long> next = new HashMap<>();
    for (LogAnchor anchor : log.anchors()) {
      if (anchor.index() < next.getOrDefault(anchor.sender(), 0L)) {
        return Optional.of(anchor + " stands after a later one");
      }
      next.put(anchor.sender(), anchor.index() + 1);
    }
    return Optional.empty();
  }

  /** Why an anchor is not over as many entries as it says. */
  private Stream<String> misfit(LogAnchor anchor) {
    if (anchor.entries() == LogAnchor.NOWHERE) {
      return Stream.of(
          "%s has the root %s, which no beginning of these %d entries has: the log was rewritten or cut after it was anchored"
              .formatted(anchor, anchor.root(), roots.size()));
    }
    if (anchor.entries() > roots.size()) {
      return Stream.of(
          "%s is over %d entries, here are %d: the log was cut after it was anchored"
              .formatted(anchor, anchor.entries(), roots.size()));
    }
    Bytes32 root = roots.get(Math.toIntExact(anchor.entries() - 1));
    return root.equals(anchor.root())
        ? Stream.empty()
        : Stream.of(
            "%s has the root %s over %d entries, these have %s: the log was rewritten after it was anchored"
                .formatted(anchor, anchor.root(), anchor.entries(), root));
  }

  private LogClaim chain(List<LogAnchor> onChain) {
    Optional<String> flaw =
        Stream.concat(
                log.anchors().stream()
                    .filter(anchor -> onChain.stream().noneMatch(anchor::isSameOnChain))
                    .map(
                        anchor ->
                            anchor + " is not on the chain as it stands here, or not final yet"),
                onChain.stream().flatMap(this::misfit))
            .findFirst();
    return LogClaim.holdsUnless(
        CHAIN,
        flaw,
        "the chain has %d anchors by the dataset's owners, the file's %d among them, each with the root of a beginning of this log"
            .formatted(onChain.size(), log.anchors().size()));
  }

  private LogClaim grants(LogEvidence evidence) {
    return LogClaim.holdsUnless(
        GRANTS,
        log.entries().stream()
            .filter(entry -> !evidence.grants().contains(Granted.in(entry.access())))
            .findFirst()
            .map(
                entry ->
                    "entry %d: the chain has no grant %s on version %d to %s for %s, or it is not final yet"
                        .formatted(
                            entry.index(),
                            entry.access().grant(),
                            entry.access().version().number(),
                            entry.access().grantee(),
                            entry.access().purpose())),
        "each entry names a grant that the chain has, with its version, grantee and purpose");
  }

  /** How much of the log is under an anchor; those that are over nothing cover nothing. */
  private LogClaim cover(List<LogAnchor> anchors) {
    long covered =
        anchors.stream()
            .filter(anchor -> misfit(anchor).findAny().isEmpty())
            .mapToLong(LogAnchor::entries)
            .max()
            .orElse(0);
    long rest = roots.size() - covered;
    return rest == 0
        ? new LogClaim(COVER, Verdict.HOLDS, "no entry is newer than the last anchor")
        : new LogClaim(
            COVER,
            Verdict.UNCHECKED,
            "the newest %d of %d entries are under no anchor: whoever keeps the log could have written them anew"
                .formatted(rest, roots.size()));
  }
}
