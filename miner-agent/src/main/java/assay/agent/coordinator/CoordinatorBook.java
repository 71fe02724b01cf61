package assay.agent.coordinator;

import assay.agent.journal.Journal;
import assay.agent.journal.JournalEntry;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a coordinator wrote down of a job: the first model, each call before it was published, each
 * finished round with its signature before it was anchored, and which were anchored and recorded.
 * Thread-safe.
 */
final class CoordinatorBook {

  private static final String BEGUN = "federated-model";
  private static final String CALLED = "federated-call";
  private static final String FINISHED = "federated-round";
  private static final String PUBLISHED = "federated-published";
  private static final String RELEASED = "federated-released";

  private final Journal journal;
  private final FederatedJob job;

  CoordinatorBook(Journal journal, FederatedJob job) {
    this.journal = journal;
    this.job = job;
  }

  /**
   * Common weights.
   *
   * @param round that they came of; 0 for those that the first begins with
   * @param model where they are, sealed to the key
   */
  record Reached(int round, Cid model, AgeIdentity key) {}

  void keep(Reached first) {
    journal.record(
        subject(), BEGUN, Map.of("model", first.model().text(), "key", first.key().reveal()));
  }

  /** A finished round, and the key of the model that came of it. */
  void keep(RoundEntry entry, AgeIdentity key) {
    RoundLog alone = new RoundLog(job, List.of(entry), List.of());
    journal.record(
        subject(),
        FINISHED,
        Map.of(
            "round", String.valueOf(entry.round().number()),
            "entry", new String(alone.write(), StandardCharsets.UTF_8),
            "key", key.reveal()));
  }

  /** The newest common weights, if there are any. */
  Optional<Reached> reached() {
    return journal.last(subject(), FINISHED).map(CoordinatorBook::ofRound).or(this::first);
  }

  private static Reached ofRound(JournalEntry entry) {
    return new Reached(
        Integer.parseInt(entry.fact("round")),
        entry(entry).round().checkpoint(),
        AgeIdentity.parse(entry.fact("key")));
  }

  private static Reached ofBeginning(JournalEntry entry) {
    return new Reached(0, Cid.parse(entry.fact("model")), AgeIdentity.parse(entry.fact("key")));
  }

  private static RoundEntry entry(JournalEntry entry) {
    return RoundLog.read(entry.fact("entry").getBytes(StandardCharsets.UTF_8)).rounds().get(0);
  }

  /** All finished rounds, oldest first. */
  List<RoundEntry> finished() {
    return entries(FINISHED).stream().map(CoordinatorBook::entry).toList();
  }

  void keepPublished(int round) {
    journal.record(subject(), PUBLISHED, Map.of("round", String.valueOf(round)));
  }

  /** The newest round that was anchored and recorded; 0 if none was. */
  int published() {
    return journal
        .last(subject(), PUBLISHED)
        .map(entry -> Integer.parseInt(entry.fact("round")))
        .orElse(0);
  }

  void keep(FederatedCall call) {
    journal.record(
        subject(),
        CALLED,
        Map.of(
            "round", String.valueOf(call.round()),
            "plan", call.plan().text(),
            "deadline", String.valueOf(call.deadline().getEpochSecond())));
  }

  /** The newest call, if there was one. */
  Optional<FederatedCall> called() {
    return journal
        .last(subject(), CALLED)
        .map(
            entry ->
                new FederatedCall(
                    job,
                    Integer.parseInt(entry.fact("round")),
                    Cid.parse(entry.fact("plan")),
                    Instant.ofEpochSecond(Long.parseLong(entry.fact("deadline")))));
  }

  /** Whether this account leads the job. */
  boolean isBegun() {
    return journal.last(subject(), BEGUN).isPresent();
  }

  /** The weights that the first round began with. */
  Optional<Reached> first() {
    return journal.last(subject(), BEGUN).map(CoordinatorBook::ofBeginning);
  }

  /**
   * All that this account had the store keep, but for the newest model.
   *
   * @param keepsFirst whether the first is still wanted too
   */
  List<Cid> outdated(boolean keepsFirst) {
    List<Cid> all = new ArrayList<>();
    entries(BEGUN).forEach(entry -> all.add(Cid.parse(entry.fact("model"))));
    entries(CALLED).forEach(entry -> all.add(Cid.parse(entry.fact("plan"))));
    finished().forEach(entry -> all.add(entry.round().checkpoint()));
    reached().ifPresent(newest -> all.remove(newest.model()));
    if (keepsFirst) {
      first().ifPresent(first -> all.remove(first.model()));
    }
    return all.stream().distinct().toList();
  }

  /** Whether the store was told that it may drop these. */
  boolean isReleased() {
    return journal.last(subject(), RELEASED).isPresent();
  }

  void keepReleased() {
    journal.record(subject(), RELEASED, Map.of());
  }

  private List<JournalEntry> entries(String step) {
    return journal.about(subject()).stream().filter(entry -> entry.step().equals(step)).toList();
  }

  private String subject() {
    return "federated " + job.bounty();
  }
}
