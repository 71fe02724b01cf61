package assay.agent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the same updates by every aggregation rule, in turns: ours, a bare loop that copies the
 * first update and adds the others, and, where a Python has NumPy, each rule's definition written
 * down in it. Both work in one thread, hold the updates in memory beforehand, and are compared in
 * what they give. Beside them one client's part in a masked round. Needs memory for all updates
 * some five times. Not thread-safe.
 */
public final class AggregateBench {

  private static final int WARM_UPS = 3;
  private static final double MEGA = 1e6;
  private static final double NEAR = 1e-5;

  /** Clients whose coordinators are measured. */
  private static final List<Integer> FEDERATIONS = List.of(10, 100);

  private static final String MASKING = "secureClient";

  private final Path folder;
  private final JoiningWork work;
  private final Map<String, List<Double>> speeds = new LinkedHashMap<>();
  private double overhead;

  /**
   * @param folder an empty one, for a program
   */
  public AggregateBench(Path folder, JoiningWork work) {
    this.folder = folder;
    this.work = work;
  }

  /**
   * What was measured.
   *
   * @param speeds megabytes of updates per processor second by name, NumPy's with {@code numpy} in
   *     front, the medians of all rounds
   * @param numpy its version, or why it is missing
   * @param wireOverhead what a masked update takes on the wire beyond its numbers, as a part
   * @param coordinators the coordinator's largest resident size in megabytes by clients
   */
  public record Figures(
      Map<String, Double> speeds,
      String numpy,
      double wireOverhead,
      Map<Integer, Double> coordinators) {}

  /** Measures. */
  public Figures run(int rounds, Contest.Watcher watcher) throws IOException {
    Optional<List<String>> program = PythonProgram.find(folder, "numpy", "numpy_rules.py");
    int stages = rounds + 1 + FEDERATIONS.size();
    try (TurnProcess ours = TurnProcess.start(ours());
        @Nullable TurnProcess theirs = program.isPresent() ? numpy(program.get()) : null) {
      watcher.turned(0, stages);
      warmUp(ours);
      for (int round = 0; round < rounds; round++) {
        watcher.turned(round + 1, stages);
        round(ours, theirs, round % 2 == 1);
      }
      String numpy = theirs == null ? "none" : theirs.greeting();
      return new Figures(medians(), numpy, overhead, coordinators(watcher, stages));
    }
  }

  private List<String> ours() {
    long heap = (work.clients() + 6) * work.updateBytes() + (128L << 20);
    return BenchJvm.command(JoiningTurns.class, heap, work.arguments(), "-XX:+AlwaysPreTouch");
  }

  private TurnProcess numpy(List<String> program) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(work.arguments());
    return TurnProcess.start(command);
  }

  private static void warmUp(TurnProcess ours) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      ours.turn(MASKING);
      for (JoiningWork.Turn turn : JoiningWork.Turn.values()) {
        ours.turn(turn.word());
      }
    }
  }

  private void round(TurnProcess ours, @Nullable TurnProcess theirs, boolean isBackwards)
      throws IOException {
    List<JoiningWork.Turn> turns = new ArrayList<>(List.of(JoiningWork.Turn.values()));
    if (isBackwards) {
      Collections.reverse(turns);
    }
    for (JoiningWork.Turn turn : turns) {
      double[] our = ours.turn(turn.word());
      note(turn.word(), work.clients() * work.updateBytes() / our[0]);
      if (theirs != null && turn != JoiningWork.Turn.COPY_ADD) {
        double[] their = theirs.turn(turn.word());
        note(numpyName(turn), work.clients() * work.updateBytes() / their[0]);
        requireSame(turn, our, their);
      }
    }
    double[] masked = ours.turn(MASKING);
    note(MASKING, work.updateBytes() / masked[0]);
    overhead = masked[1];
  }

  private void note(String name, double bytesPerSecond) {
    speeds.computeIfAbsent(name, any -> new ArrayList<>()).add(bytesPerSecond / MEGA);
  }

  private static String numpyName(JoiningWork.Turn turn) {
    return "numpy" + Character.toUpperCase(turn.word().charAt(0)) + turn.word().substring(1);
  }

  static void requireSame(JoiningWork.Turn turn, double[] our, double[] their) throws IOException {
    for (int i = 1; i < our.length; i++) {
      if (Math.abs(our[i] - their[i]) > NEAR) {
        throw new IOException(
            "The %s of the same updates is %s here and %s in NumPy; its figures would be of other work."
                .formatted(turn.word(), our[i], their[i]));
      }
    }
  }

  private Map<String, Double> medians() {
    Map<String, Double> medians = new LinkedHashMap<>();
    speeds.forEach(
        (name, all) -> medians.put(name, all.stream().sorted().toList().get(all.size() / 2)));
    return medians;
  }

  private Map<Integer, Double> coordinators(Contest.Watcher watcher, int stages)
      throws IOException {
    Map<Integer, Double> coordinators = new LinkedHashMap<>();
    int done = stages - FEDERATIONS.size();
    for (int clients : FEDERATIONS) {
      watcher.turned(done++, stages);
      CoordinatorMemory.megabytes(new JoiningWork(clients, work.parameters()))
          .ifPresent(megabytes -> coordinators.put(clients, megabytes));
    }
    return coordinators;
  }
}
