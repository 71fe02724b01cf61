package assay.agent.examination;

import assay.agent.confine.Answer;
import assay.agent.confine.ChildProgram;
import assay.agent.confine.ConfinedJvm;
import assay.agent.confine.ConfinementException;
import assay.agent.confine.ConfinementException.Reason;
import assay.agent.confine.ConfiningTools;
import assay.agent.confine.Limits;
import assay.agent.engine.EngineChoice;
import assay.training.bounty.CorrectCount;
import assay.training.data.LabelledData;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines each checkpoint in a limited child of its own, which gets the samples through a pipe and
 * without their labels; the counting is done here. Before the first one it holds the engine to a
 * rehearsal, so that a machine on which nothing can be examined is not taken for a bad checkpoint
 * (docs/decisions/0032). Safe for threads.
 */
public final class LimitedExaminer implements Examiner, SeriesExaminer {

  /** Native libraries are unpacked at the rehearsal only; a stranger's child writes no file. */
  private static final long UNPACKED_BYTES = 2L << 30;

  private final ConfiningTools tools;
  private final String classPath;
  private final EngineChoice engine;
  private boolean isRehearsed;

  /**
   * @param classPath where the child finds its classes, as {@code java.class.path} has it
   */
  public LimitedExaminer(ConfiningTools tools, String classPath, EngineChoice engine) {
    this.tools = tools;
    this.classPath = classPath;
    this.engine = engine;
  }

  @Override
  public Examination examine(byte[] archive, Paper paper) {
    rehearse();
    return judged(archive, paper, false);
  }

  /** The engine does its work here, so what breaks it twice is the checkpoint. */
  private Examination judged(byte[] archive, Paper paper, boolean isLast) {
    try {
      return examined(archive, paper, Allowance.of(paper));
    } catch (ConfinementException e) {
      return switch (e.reason()) {
        case TOO_MUCH_MEMORY, TOO_MUCH_CPU, TOO_MUCH_OUTPUT -> refused(e);
        case BROKEN -> isLast ? refused(e) : judged(archive, paper, true);
        case UNAVAILABLE, TOO_MUCH_TIME, DISTURBED -> throw e;
      };
    }
  }

  private static Examination refused(ConfinementException e) {
    return new Examination.Refused(e.code() + ": " + e.getMessage());
  }

  private synchronized void rehearse() {
    if (isRehearsed) {
      return;
    }
    Paper paper = Rehearsal.paper();
    Limits limits = Allowance.of(paper).withFiles(UNPACKED_BYTES);
    Examination came = examined(Rehearsal.archive(), paper, limits);
    Examination expected = new Examination.Counted(List.of(new CorrectCount(2, 2)));
    if (!came.equals(expected)) {
      throw new ConfinementException(
          Reason.BROKEN,
          "The engine '%s' gives %s for a model that is right by its making; nothing is scored with it."
              .formatted(engine.word(), came));
    }
    isRehearsed = true;
  }

  private Examination examined(byte[] archive, Paper paper, Limits limits) {
    Answer answer =
        new ConfinedJvm(tools, classPath, limits)
            .run(
                program(ExaminationChild.class, limits),
                pipe -> PaperWire.write(engine, paper, archive, pipe));
    if (answer instanceof Answer.Refused refused) {
      return new Examination.Refused(refused.why());
    }
    return counted(((Answer.Done) answer).output(), paper);
  }

  @Override
  public double[] counts(ModelSeries series, Paper paper, Duration most) {
    rehearse();
    SeriesTelling telling = new SeriesTelling(engine, paper, series);
    Limits limits = Allowance.of(paper, series.count(), telling.answerBytes(), most);
    Answer answer =
        new ConfinedJvm(tools, classPath, limits)
            .run(program(SeriesChild.class, limits), telling::tell);
    return telling.counted(answer);
  }

  private static ChildProgram program(Class<?> main, Limits limits) {
    return new ChildProgram(
        main,
        List.of(
            // Says among other processes what this one is; class paths hide class names.
            "-Dassay.child=examination",
            // Inside the namespace the user is another one, whose home is not ours.
            "-Dorg.bytedeco.javacpp.cachedir=" + natives(),
            "-Dorg.bytedeco.javacpp.maxbytes=" + limits.nativeMegabytes() + "m",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-XX:ActiveProcessorCount=1"),
        CommonArithmetic.here());
  }

  /** Where JavaCPP unpacks its libraries. */
  private static Path natives() {
    String chosen = System.getProperty("org.bytedeco.javacpp.cachedir", "");
    return chosen.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
        : Path.of(chosen).toAbsolutePath();
  }

  private static Examination counted(byte[] answers, Paper paper) {
    if (answers.length != paper.samples() * paper.told() * Integer.BYTES) {
      throw new ConfinementException(
          Reason.BROKEN,
          "The limited child answered %d bytes for %d samples."
              .formatted(answers.length, paper.samples()));
    }
    IntBuffer classes = ByteBuffer.wrap(answers).asIntBuffer();
    List<CorrectCount> counts = new ArrayList<>();
    for (LabelledData group : paper.groups()) {
      int correct = 0;
      for (int i = 0; i < group.size(); i++) {
        correct += isAmong(classes, paper.told(), group.label(i)) ? 1 : 0;
      }
      counts.add(new CorrectCount(correct, group.size()));
    }
    return new Examination.Counted(counts);
  }

  /** Whatever the child says of one sample, its label counts once. */
  private static boolean isAmong(IntBuffer classes, int told, int label) {
    boolean isFound = false;
    for (int place = 0; place < told; place++) {
      isFound |= classes.get() == label;
    }
    return isFound;
  }
}
