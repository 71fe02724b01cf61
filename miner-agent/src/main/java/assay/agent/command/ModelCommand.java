package assay.agent.command;

import assay.agent.confine.Answer;
import assay.agent.confine.ConfinedJvm;
import assay.agent.confine.ConfiningTools;
import assay.agent.confine.Limits;
import assay.chain.Bytes32;
import assay.engine.exchange.KerasExport;
import assay.engine.exchange.KerasFile;
import assay.engine.exchange.Model;
import assay.engine.exchange.ModelImport;
import assay.engine.exchange.NumpyArchive;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.spec.ModelSpec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Models as files: looked at, taken from other programs and given to them. */
@Command(name = "model", description = "Look at model files, import and export them.")
final class ModelCommand {

  private static final int HEAP_MEGABYTES = 1024;
  private static final Duration CPU = Duration.ofMinutes(1);
  private static final Duration WALL = Duration.ofMinutes(2);

  /** Shows a checkpoint. */
  @Command(name = "show", description = "The layers, shapes, parameters and FLOPs of a checkpoint.")
  int show(
      @Parameters(paramLabel = "FILE", description = "A checkpoint archive.") Path file,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    new ModelTable(read(file)).print(System.out, json);
    return 0;
  }

  /** Takes a model of Keras's. */
  @Command(
      name = "import",
      description = "Make a checkpoint of a Keras .h5, read in a limited child process.")
  int importModel(
      @Parameters(paramLabel = "FILE", description = "A whole model, saved by Keras.") Path file,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "The checkpoint archive to write.")
          Path out)
      throws IOException {
    Bytes32 hash = hash(file);
    ConfinedJvm child =
        new ConfinedJvm(
            ConfiningTools.ofSystem(),
            System.getProperty("java.class.path"),
            new Limits(HEAP_MEGABYTES, CPU, WALL, (int) CheckpointArchive.maxLength()));
    Answer answer = child.run(ModelImport.class, file);
    if (answer instanceof Answer.Refused refused) {
      throw new ImportRefusedException(file, refused.why());
    }
    if (answer instanceof Answer.Done done) {
      Checkpoint read = CheckpointArchive.read(new ByteArrayInputStream(done.output()));
      Provenance provenance = imported(read.spec(), hash);
      write(new Checkpoint(read.spec(), read.weights(), provenance), out);
    }
    System.out.println(out);
    return 0;
  }

  /** Gives a model to Keras, or its weights to NumPy. */
  @Command(
      name = "export",
      description = "Write a checkpoint as Keras's .h5, or its weights as NumPy's .npz.")
  int export(
      @Parameters(paramLabel = "FILE", description = "A checkpoint archive.") Path file,
      @Option(
              names = "--out",
              paramLabel = "FILE.h5|FILE.npz",
              required = true,
              description = "The file to write.")
          Path out)
      throws IOException {
    Checkpoint checkpoint = read(file);
    if (out.toString().endsWith(".h5")) {
      KerasExport.write(new Model(checkpoint.spec(), checkpoint.weights()), out);
    } else if (out.toString().endsWith(".npz")) {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
        NumpyArchive.write(checkpoint.weights(), stream);
      }
    } else {
      throw new UnknownFormatException(out);
    }
    System.out.println(out);
    return 0;
  }

  private static Checkpoint read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return CheckpointArchive.read(in);
    }
  }

  private static void write(Checkpoint checkpoint, Path out) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
      CheckpointArchive.write(checkpoint, stream);
    }
  }

  private static Bytes32 hash(Path file) throws IOException {
    if (Files.size(file) > KerasFile.LONGEST) {
      throw new ImportRefusedException(
          file,
          "it has " + Files.size(file) + " bytes; at most " + KerasFile.LONGEST + " are read.");
    }
    return Bytes32.sha256(Files.readAllBytes(file));
  }

  /** It was not trained here: there is no data, no seed and no engine to name. */
  private static Provenance imported(ModelSpec spec, Bytes32 hash) {
    Map<String, String> settings = Map.of("imported", "keras-h5", "imported_sha256", hash.hex());
    return new Provenance(
        List.of(), spec.hash(), new TreeMap<>(settings), 0, new TreeMap<>(), new TreeMap<>());
  }
}
