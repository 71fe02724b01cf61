package assay.agent.coordinator;

import assay.agent.journal.Journal;
import assay.agent.journal.JournalEntry;
import assay.agent.keys.SealedEvidence;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.federated.contribution.ContributionEvidence.Round;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a coordinator wrote down of the evidence of a job's contributions. Thread-safe. */
final class EvidenceBook {

  private static final String KEPT = "federated-evidence";
  private static final String SEALED = "federated-evidence-sealed";
  private static final String RELEASED = "federated-evidence-released";

  private final Journal journal;
  private final BountyId bounty;

  EvidenceBook(Journal journal, BountyId bounty) {
    this.journal = journal;
    this.bounty = bounty;
  }

  /** The evidence of a round; of a round that was led again, the newest counts. */
  void keep(int round, Round kept) {
    journal.record(
        subject(), KEPT, Map.of("round", String.valueOf(round), "evidence", kept.text()));
  }

  /** That of the first so many rounds, if it is whole. */
  Optional<List<Round>> rounds(int count) {
    TreeMap<Integer, Round> kept = new TreeMap<>();
    entries(KEPT).forEach(entry -> kept.put(Integer.parseInt(entry.fact("round")), round(entry)));
    List<Round> rounds = List.copyOf(kept.headMap(count, true).values());
    return rounds.size() == count ? Optional.of(rounds) : Optional.empty();
  }

  private static Round round(JournalEntry entry) {
    return Round.parse(entry.fact("evidence"));
  }

  void keep(SealedEvidence sealed) {
    journal.record(
        subject(), SEALED, Map.of("file", sealed.file().text(), "key", sealed.key().reveal()));
  }

  Optional<SealedEvidence> sealed() {
    return journal.last(subject(), SEALED).map(EvidenceBook::sealed);
  }

  private static SealedEvidence sealed(JournalEntry entry) {
    return new SealedEvidence(Cid.parse(entry.fact("file")), AgeIdentity.parse(entry.fact("key")));
  }

  /** Whether any was kept, so that the first model has to stay as well. */
  boolean isKept() {
    return journal.last(subject(), KEPT).isPresent();
  }

  /** All that the store keeps for it. */
  List<Cid> files() {
    return Stream.concat(
            entries(KEPT).map(entry -> round(entry).bundle()),
            sealed().map(SealedEvidence::file).stream())
        .distinct()
        .toList();
  }

  boolean isReleased() {
    return journal.last(subject(), RELEASED).isPresent();
  }

  void keepReleased() {
    journal.record(subject(), RELEASED, Map.of());
  }

  private Stream<JournalEntry> entries(String step) {
    return journal.about(subject()).stream().filter(entry -> entry.step().equals(step));
  }

  private String subject() {
    return "federated " + bounty;
  }
}
