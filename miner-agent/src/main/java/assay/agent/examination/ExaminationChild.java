package assay.agent.examination;

import assay.agent.confine.Answer;
import assay.training.TrainingException;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.metric.Counts;
import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.LoadedModel;
import assay.training.run.TrainingEngine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process in which one stranger's checkpoint is read and run. It answers the classes that the
 * model tells for each sample, as four bytes each, and never sees a label: whoever takes it over
 * can answer no better than the model he brings along. Its pipe stays open as long as the agent
 * lives.
 */
final class ExaminationChild {

  private static final int ORPHANED = 20;
  private static final int OUT_OF_MEMORY = 3;

  private ExaminationChild() {}

  public static void main(String[] arguments) throws IOException {
    // A library's words must not come between the answers.
    PrintStream out = System.out;
    System.setOut(System.err);
    InputStream in = new BufferedInputStream(System.in, 1 << 16);
    PaperWire.Heard heard = PaperWire.read(in);
    endWithTheAgent(in);
    int code = 0;
    byte[] answer;
    try {
      answer = answers(heard);
    } catch (TrainingException e) {
      requireEngine(e);
      answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      code = Answer.REFUSAL_CODE;
    } catch (OutOfMemoryError e) {
      // JavaCPP throws it for memory outside the heap, which the JVM's own switch does not see.
      answer = new byte[0];
      code = OUT_OF_MEMORY;
    }
    out.write(answer, 0, answer.length);
    out.flush();
    // Native libraries' threads must not be waited for.
    Runtime.getRuntime().halt(code);
  }

  /** That an engine does not load here is not the checkpoint's fault. */
  private static void requireEngine(TrainingException refusal) {
    if (refusal instanceof EngineRefusedException e && e.reason() == Reason.NO_ENGINE) {
      throw e;
    }
  }

  private static byte[] answers(PaperWire.Heard heard) throws IOException {
    Paper paper = heard.paper();
    Weights weights = CheckpointArchive.read(heard.archive(), paper.model()).weights();
    TrainingEngine engine = heard.engine().open(System::nanoTime);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream classes = new DataOutputStream(bytes);
    try (LoadedModel model = engine.load(paper.model(), weights)) {
      for (LabelledData group : paper.groups()) {
        for (float[] row : model.answers(group)) {
          for (int label : Counts.largest(row, paper.told())) {
            classes.writeInt(label);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Without its agent nobody waits for an answer, and nobody would end what takes too long. */
  private static void endWithTheAgent(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              awaitEnd(in);
              Runtime.getRuntime().halt(ORPHANED);
            },
            "agent watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEnd(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
  }
}
