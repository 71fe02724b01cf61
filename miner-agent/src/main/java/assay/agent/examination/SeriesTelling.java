package assay.agent.examination;

import assay.agent.confine.Answer;
import assay.agent.confine.ConfinementException;
import assay.agent.confine.ConfinementException.Reason;
import assay.agent.engine.EngineChoice;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells a child one series of models and counts what it answers. Used once; it is told from another
 * thread than it is counted in.
 */
final class SeriesTelling {

  /** What is kept in memory of answers. */
  private static final long MOST_ANSWERS = 1 << 27;

  private static final int MOST_CLASSES = 1 << 16;

  private final EngineChoice engine;
  private final Paper paper;
  private final ModelSeries series;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  SeriesTelling(EngineChoice engine, Paper paper, ModelSeries series) {
    this.engine = engine;
    this.paper = paper;
    this.series = series;
  }

  /** How long all answers are; refuses what memory could not keep. */
  int answerBytes() {
    long bytes = (long) series.count() * paper.samples() * paper.told() * Short.BYTES;
    if (bytes > MOST_ANSWERS || paper.model().classes() > MOST_CLASSES) {
      throw new ConfinementException(
          Reason.TOO_MUCH_OUTPUT,
          "%d models on %d samples answer %d bytes, at most %d are kept; they are not examined."
              .formatted(series.count(), paper.samples(), bytes, MOST_ANSWERS));
    }
    return (int) bytes;
  }

  /** Tells it all; what the series throws ends the telling and is thrown when it is counted. */
  void tell(OutputStream pipe) throws IOException {
    DataOutputStream out = new DataOutputStream(pipe);
    PaperWire.write(engine, paper, out);
    try {
      series.each(model -> tell(model, out));
    } catch (PipeBrokenException e) {
      throw new IOException(e);
    } catch (RuntimeException e) {
      failure.set(e);
    } finally {
      SeriesWire.end(out);
    }
  }

  /** The child is gone: no failure of whoever makes the models. */
  private static final class PipeBrokenException extends RuntimeException {

    PipeBrokenException(IOException cause) {
      super(cause);
    }
  }

  private static void tell(Weights model, DataOutputStream out) {
    try {
      SeriesWire.write(model, out);
    } catch (IOException e) {
      throw new PipeBrokenException(e);
    }
  }

  /** How many answers of each model are right. */
  double[] counted(Answer answer) {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
    byte[] bytes = answer instanceof Answer.Done done ? done.output() : new byte[0];
    if (bytes.length != answerBytes()) {
      throw new ConfinementException(
          Reason.BROKEN,
          "The limited child answered %d bytes for %d models on %d samples."
              .formatted(bytes.length, series.count(), paper.samples()));
    }
    ShortBuffer classes = ByteBuffer.wrap(bytes).asShortBuffer();
    double[] counts = new double[series.count()];
    for (int model = 0; model < counts.length; model++) {
      counts[model] = right(classes);
    }
    return counts;
  }

  private int right(ShortBuffer classes) {
    int right = 0;
    for (LabelledData group : paper.groups()) {
      for (int i = 0; i < group.size(); i++) {
        right += isAmong(classes, group.label(i)) ? 1 : 0;
      }
    }
    return right;
  }

  /** Whatever the child says of one sample, its label counts once. */
  private boolean isAmong(ShortBuffer classes, int label) {
    boolean isFound = false;
    for (int place = 0; place < paper.told(); place++) {
      isFound |= Short.toUnsignedInt(classes.get()) == label;
    }
    return isFound;
  }
}
