package assay.engine.exchange;

import assay.training.TrainingException;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The child process that reads a stranger's model from standard input and writes a checkpoint
 * archive to standard output, with a provenance that says nothing: whoever started it knows better.
 * Of a configuration without weights it writes the spec instead. What it refuses it says in a
 * sentence and ends with {@link #REFUSED}.
 */
public final class ModelImport {

  /** The exit code of a refusal. */
  public static final int REFUSED = 10;

  /** The system property with a sample's sizes, comma-separated, for files that do not tell. */
  public static final String INPUT_SHAPE = "assay.import.input-shape";

  /** The system property with the path of a checkpoint whose spec an archive of arrays fits. */
  public static final String LIKE = "assay.import.like";

  private ModelImport() {}

  public static void main(String[] arguments) throws IOException {
    // A library's words must not come between the archive's bytes.
    PrintStream out = System.out;
    System.setOut(System.err);
    byte[] answer = new byte[0];
    int code = 0;
    try {
      answer = answer(System.in.readNBytes((int) KerasFile.LONGEST + 1));
    } catch (TrainingException e) {
      answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      code = REFUSED;
    }
    try (OutputStream buffered = new BufferedOutputStream(out)) {
      buffered.write(answer);
    }
    System.exit(code);
  }

  private static byte[] answer(byte[] file) throws IOException {
    return switch (ForeignFormat.of(file)) {
      case DL4J_CONFIGURATION -> ModelSpecJson.write(Dl4jFile.readConfiguration(file, input()));
      case ZIP -> archive(like().isPresent() ? arrays(file) : Dl4jFile.read(file, input()));
      case HDF5 -> archive(KerasFile.read(file));
    };
  }

  private static Model arrays(byte[] file) throws IOException {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(Path.of(like().orElseThrow())))) {
      ModelSpec spec = CheckpointArchive.read(in).spec();
      return new Model(spec, NumpyArchive.read(spec, new ByteArrayInputStream(file)));
    }
  }

  private static Optional<String> like() {
    return Optional.ofNullable(System.getProperty(LIKE));
  }

  private static Optional<Shape> input() {
    return Optional.ofNullable(System.getProperty(INPUT_SHAPE)).map(ModelImport::shape);
  }

  private static Shape shape(String sizes) {
    return new Shape(Stream.of(sizes.split(",", -1)).map(Integer::valueOf).toList());
  }

  private static byte[] archive(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointArchive.write(
        new Checkpoint(
            model.spec(), model.weights(), Provenance.ofNoTraining(model.spec(), Map.of())),
        bytes);
    return bytes.toByteArray();
  }
}
