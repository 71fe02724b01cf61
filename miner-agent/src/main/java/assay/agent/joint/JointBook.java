package assay.agent.joint;

import assay.agent.journal.Journal;
import assay.agent.journal.JournalEntry;
import assay.agent.pool.WorkFile;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundReply;
import assay.training.pool.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an account wrote down of a job that is trained together: common weights with the work that
 * made them, in one line, so that no kill counts work twice or loses it; calls and replies before
 * they were sent. Thread-safe.
 */
public final class JointBook {

  private static final String REACHED = "joint-weights";
  private static final String CALLED = "joint-call";
  private static final String REPLIED = "joint-reply";
  private static final String RELEASED = "joint-released";

  private final Journal journal;
  private final BountyId bounty;

  public JointBook(Journal journal, BountyId bounty) {
    this.journal = journal;
    this.bounty = bounty;
  }

  /**
   * Common weights.
   *
   * @param epochsDone by which they were made
   * @param weights where they are, sealed to the key
   */
  record Reached(int epochsDone, Cid weights, AgeIdentity key) {}

  /** Whether this account leads the job. */
  public boolean isBegun() {
    return journal.last(subject(), REACHED).isPresent();
  }

  /**
   * Who did how much in all rounds that were averaged, the operator among them; empty if this
   * account leads no such job.
   */
  public Optional<WorkFile> work() {
    TreeMap<Address, Long> samples = new TreeMap<>();
    entries(REACHED).stream()
        .flatMap(entry -> WorkFile.parse(entry.fact("work")).work().stream())
        .forEach(line -> samples.merge(line.member(), line.samples(), Long::sum));
    return samples.isEmpty() ? Optional.empty() : Optional.of(file(samples));
  }

  static WorkFile file(Map<Address, Long> samples) {
    return new WorkFile(
        new TreeMap<>(samples)
            .entrySet().stream()
                .map(each -> new WorkFile.Line(each.getKey(), each.getValue(), 1))
                .toList());
  }

  /** How many rigs gave something. */
  int rigs() {
    return work().map(file -> file.work().size()).orElse(1);
  }

  void keep(Reached reached, WorkFile work) {
    journal.record(
        subject(),
        REACHED,
        Map.of(
            "epochs", String.valueOf(reached.epochsDone()),
            "weights", reached.weights().text(),
            "key", reached.key().reveal(),
            "work", work.json()));
  }

  /** All common weights that were reached, the newest first. */
  List<Reached> reached() {
    List<Reached> newestFirst = new ArrayList<>();
    entries(REACHED)
        .forEach(
            entry ->
                newestFirst.add(
                    new Reached(
                        Integer.parseInt(entry.fact("epochs")),
                        Cid.parse(entry.fact("weights")),
                        AgeIdentity.parse(entry.fact("key")))));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  void keep(RoundCall call) {
    journal.record(
        subject(),
        CALLED,
        Map.of(
            "round", String.valueOf(call.turn().round()),
            "plan", call.plan().text(),
            "deadline", String.valueOf(call.deadline().getEpochSecond())));
  }

  /** The newest call, if there was one. */
  Optional<RoundCall> called(Party operator) {
    return journal
        .last(subject(), CALLED)
        .map(
            entry ->
                new RoundCall(
                    operator.registry(),
                    turn(operator.address(), entry),
                    Cid.parse(entry.fact("plan")),
                    Instant.ofEpochSecond(Long.parseLong(entry.fact("deadline")))));
  }

  /** All that this account had the store keep as the job's operator. */
  List<Cid> pinned() {
    return Stream.concat(
            entries(REACHED).stream().map(entry -> entry.fact("weights")),
            entries(CALLED).stream().map(entry -> entry.fact("plan")))
        .map(Cid::parse)
        .distinct()
        .toList();
  }

  /** Whether the store was told that it may drop all that. */
  boolean isReleased() {
    return journal.last(subject(), RELEASED).isPresent();
  }

  void keepReleased() {
    journal.record(subject(), RELEASED, Map.of());
  }

  /** The weights of this account's newest reply, if it replied. */
  Optional<Cid> sent() {
    return journal.last(subject(), REPLIED).map(entry -> Cid.parse(entry.fact("weights")));
  }

  void keep(RoundReply reply) {
    journal.record(
        subject(),
        REPLIED,
        Map.of(
            "pool", reply.turn().pool().hex(),
            "round", String.valueOf(reply.turn().round()),
            "plan", reply.plan().text(),
            "weights", reply.weights().text(),
            "samples", String.valueOf(reply.samples())));
  }

  /** What this account replied to that call, if it did. */
  Optional<RoundReply> replied(Party member, RoundCall call) {
    return journal
        .last(subject(), REPLIED)
        .filter(entry -> entry.fact("plan").equals(call.plan().text()))
        .map(
            entry ->
                new RoundReply(
                    member.registry(),
                    member.address(),
                    turn(new Address(entry.fact("pool")), entry),
                    call.plan(),
                    Cid.parse(entry.fact("weights")),
                    Long.parseLong(entry.fact("samples"))))
        .filter(reply -> reply.turn().equals(call.turn()));
  }

  private Turn turn(Address pool, JournalEntry entry) {
    return new Turn(pool, bounty, Integer.parseInt(entry.fact("round")));
  }

  private List<JournalEntry> entries(String step) {
    return journal.about(subject()).stream().filter(entry -> entry.step().equals(step)).toList();
  }

  private String subject() {
    return "joint " + bounty;
  }
}
