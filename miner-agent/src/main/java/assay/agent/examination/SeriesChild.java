package assay.agent.examination;

import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.metric.Counts;
import assay.training.run.LoadedModel;
import assay.training.run.TrainingEngine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The process in which models that came of strangers' numbers are run, one after the other. It
 * answers the classes that each tells for each sample, as two bytes each, and never sees a label.
 * When its agent ends, so does its input, and with that the process.
 */
final class SeriesChild {

  private static final int BROKEN = 1;
  private static final int OUT_OF_MEMORY = 3;

  private SeriesChild() {}

  public static void main(String[] arguments) {
    // A library's words must not come between the answers.
    PrintStream out = System.out;
    System.setOut(System.err);
    int code = 0;
    try {
      answer(
          new DataInputStream(new BufferedInputStream(System.in, 1 << 16)),
          new DataOutputStream(new BufferedOutputStream(out, 1 << 16)));
    } catch (IOException | RuntimeException e) {
      // Its words are kept by who listens; the code says that nothing it answered counts.
      e.printStackTrace();
      code = BROKEN;
    } catch (OutOfMemoryError e) {
      // JavaCPP throws it for memory outside the heap, which the JVM's own switch does not see.
      code = OUT_OF_MEMORY;
    }
    // Native libraries' threads must not be waited for.
    Runtime.getRuntime().halt(code);
  }

  private static void answer(DataInputStream in, DataOutputStream out) throws IOException {
    PaperWire.Question question = PaperWire.readQuestion(in);
    TrainingEngine engine = question.engine().open(System::nanoTime);
    Optional<Weights> model = SeriesWire.read(question.paper().model(), in);
    while (model.isPresent()) {
      answer(engine, question.paper(), model.get(), out);
      model = SeriesWire.read(question.paper().model(), in);
    }
    out.flush();
  }

  private static void answer(
      TrainingEngine engine, Paper paper, Weights weights, DataOutputStream out)
      throws IOException {
    try (LoadedModel model = engine.load(paper.model(), weights)) {
      for (LabelledData group : paper.groups()) {
        for (float[] row : model.answers(group)) {
          for (int label : Counts.largest(row, paper.told())) {
            out.writeShort(label);
          }
        }
      }
    }
  }
}
