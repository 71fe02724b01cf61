package assay.engine.exchange;

import assay.training.TrainingException;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * The child process that reads a stranger's .h5 from standard input and writes a checkpoint archive
 * to standard output, with a provenance that says nothing: whoever started it knows better. What it
 * refuses it says in a sentence and ends with {@link #REFUSED}.
 */
public final class ModelImport {

  /** The exit code of a refusal. */
  public static final int REFUSED = 10;

  private ModelImport() {}

  public static void main(String[] arguments) throws IOException {
    // A library's words must not come between the archive's bytes.
    PrintStream out = System.out;
    System.setOut(System.err);
    byte[] answer = new byte[0];
    int code = 0;
    try {
      answer = archive(System.in.readNBytes((int) KerasFile.LONGEST + 1));
    } catch (TrainingException e) {
      answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      code = REFUSED;
    }
    try (OutputStream buffered = new BufferedOutputStream(out)) {
      buffered.write(answer);
    }
    System.exit(code);
  }

  private static byte[] archive(byte[] file) throws IOException {
    Model model = KerasFile.read(file);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointArchive.write(new Checkpoint(model.spec(), model.weights(), nothing(model)), bytes);
    return bytes.toByteArray();
  }

  private static Provenance nothing(Model model) {
    return new Provenance(
        List.of(), model.spec().hash(), new TreeMap<>(), 0, new TreeMap<>(), new TreeMap<>());
  }
}
