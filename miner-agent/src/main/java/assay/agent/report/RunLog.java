package assay.agent.report;

import assay.agent.loop.Note;
import assay.training.bounty.BountyId;
import assay.training.report.RunLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The end of each job's log as strangers may read it. Only notes that are made of numbers and words
 * of our own are let through: others may name paths, addresses or what a server answered. Of what
 * stops all trainings it says that it does. Thread-safe.
 */
public final class RunLog implements Consumer<Note> {

  /** Lines that are kept of one job. */
  static final int MOST_LINES = 100;

  private static final int MOST_JOBS = 64;
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(5);
  private static final String PROGRESS = "training";
  private static final List<String> OF_A_JOB =
      List.of(
          PROGRESS, "training-begins", "resumed", "engine-changed", "joint-round", "ends-early");
  private static final Map<String, String> OF_THE_RIG =
      Map.of(
          "training-rests", "Training rests: a device is too hot or draws too much.",
          "training-goes-on", "Training goes on.");

  private final Map<String, Tail> tails = new LinkedHashMap<>();
  private long numbered;

  /** A line and how many came before it, of all jobs. */
  record Numbered(long number, RunLine line) {}

  /** The last lines of one job. */
  private static final class Tail {
    private final Deque<Numbered> lines = new ArrayDeque<>();
    private Instant progressAt = Instant.MIN;
  }

  @Override
  public synchronized void accept(Note note) {
    if (OF_A_JOB.contains(note.event())) {
      Tail tail = tail(note.subject());
      if (!isTooSoon(tail, note)) {
        add(tail, note.at(), note.message());
      }
    } else if (OF_THE_RIG.containsKey(note.event())) {
      String text = OF_THE_RIG.getOrDefault(note.event(), "");
      tails.values().forEach(tail -> add(tail, note.at(), text));
    }
  }

  private Tail tail(String job) {
    Tail tail = tails.computeIfAbsent(job, name -> new Tail());
    if (tails.size() > MOST_JOBS) {
      tails.remove(tails.keySet().iterator().next());
    }
    return tail;
  }

  private static boolean isTooSoon(Tail tail, Note note) {
    if (!note.event().equals(PROGRESS)) {
      return false;
    }
    boolean isTooSoon =
        tail.progressAt.isAfter(Instant.MIN)
            && note.at().isBefore(tail.progressAt.plus(BETWEEN_PROGRESS));
    if (!isTooSoon) {
      tail.progressAt = note.at();
    }
    return isTooSoon;
  }

  private void add(Tail tail, Instant at, String text) {
    String line = text.substring(0, Math.min(text.length(), RunLine.LONGEST));
    tail.lines.add(new Numbered(numbered++, new RunLine(at.truncatedTo(ChronoUnit.MILLIS), line)));
    if (tail.lines.size() > MOST_LINES) {
      tail.lines.remove();
    }
  }

  /** The lines of a job from a number on, the oldest first. */
  synchronized List<Numbered> from(BountyId bounty, long number) {
    Tail tail = tails.get(bounty.toString());
    return tail == null
        ? List.of()
        : tail.lines.stream().filter(line -> line.number() >= number).toList();
  }
}
