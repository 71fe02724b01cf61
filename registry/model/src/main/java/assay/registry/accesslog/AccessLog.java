package assay.registry.accesslog;

import assay.chain.Bytes32;
import assay.registry.audit.AnchorKind;
import assay.registry.audit.GrowingRoot;
import assay.registry.dataset.DatasetId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset's access log as it is handed out: all entries so far, and the anchors that whoever
 * exported it found on chain. That it is one log and unaltered, {@link LogAudit} tells.
 *
 * @param entries oldest first
 * @param anchors oldest first
 */
public record AccessLog(DatasetId dataset, List<AccessEntry> entries, List<LogAnchor> anchors) {

  private static final String KIND = "assay access log";

  public AccessLog {
    entries = List.copyOf(entries);
    anchors = List.copyOf(anchors);
    for (AccessEntry entry : entries) {
      DatasetId about = entry.access().version().dataset();
      if (!about.equals(dataset)) {
        throw new IllegalArgumentException(
            "Entry %d is about dataset %s, the log about %s."
                .formatted(entry.index(), about, dataset));
      }
    }
  }

  /**
   * Under which kind the contract {@code Anchor} keeps the roots of a dataset's log: keccak256 of
   * the text "assay access log" and the 32 bytes of the dataset's id.
   */
  public static Bytes32 kind(DatasetId dataset) {
    return AnchorKind.of(KIND, dataset.value());
  }

  /** Hash of the newest entry; zero while there is none. */
  public Bytes32 head() {
    return entries.isEmpty() ? Bytes32.ZERO : entries.get(entries.size() - 1).hash();
  }

  /** The Merkle roots over the first entry, the first two, and so on up to all of them. */
  public List<Bytes32> roots() {
    GrowingRoot growing = new GrowingRoot();
    List<Bytes32> roots = new ArrayList<>(entries.size());
    entries.forEach(entry -> roots.add(growing.add(entry.hash())));
    return roots;
  }

  /** The same log with these anchors, each over as many entries as its root tells. */
  public AccessLog anchored(List<LogAnchor> found) {
    Map<Bytes32, Long> counts = new HashMap<>();
    roots().forEach(root -> counts.putIfAbsent(root, counts.size() + 1L));
    return new AccessLog(
        dataset,
        entries,
        found.stream()
            .map(anchor -> anchor.over(counts.getOrDefault(anchor.root(), LogAnchor.NOWHERE)))
            .toList());
  }
}
