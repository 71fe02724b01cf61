package assay.agent.command;

import assay.agent.confine.Answer;
import assay.agent.confine.ChildProgram;
import assay.agent.confine.ConfinedJvm;
import assay.agent.confine.ConfiningTools;
import assay.agent.confine.Limits;
import assay.chain.Bytes32;
import assay.engine.exchange.ForeignFormat;
import assay.engine.exchange.KerasExport;
import assay.engine.exchange.KerasFile;
import assay.engine.exchange.Model;
import assay.engine.exchange.ModelImport;
import assay.engine.exchange.NumpyArchive;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  /** Takes another program's model. */
  @Command(
      name = "import",
      description =
          "Make a checkpoint of a Keras .h5, a Deeplearning4j .zip or a NumPy .npz, read in a"
              + " limited child process; of a Deeplearning4j .json, which has no weights, a spec.")
  int importModel(
      @Parameters(paramLabel = "FILE", description = "Another program's model.") Path file,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "The checkpoint archive to write.")
          Path out,
      @Option(
              names = "--input-shape",
              paramLabel = "SIZES",
              converter = ShapeConverter.class,
              description =
                  "A sample's sizes, as in 28,28,1, where a Deeplearning4j file does not tell.")
          @Nullable Shape input,
      @Option(
              names = "--like",
              paramLabel = "CHECKPOINT",
              description = "The checkpoint whose layers a .npz has the arrays of.")
          @Nullable Path like)
      throws IOException {
    Bytes32 hash = hash(file);
    ConfinedJvm child =
        new ConfinedJvm(
            ConfiningTools.ofSystem(),
            System.getProperty("java.class.path"),
            new Limits(HEAP_MEGABYTES, CPU, WALL, (int) CheckpointArchive.maxLength()));
    Answer answer = child.run(reader(input, like), file);
    if (answer instanceof Answer.Refused refused) {
      throw new ImportRefusedException(file, refused.why());
    }
    if (answer instanceof Answer.Done done) {
      keep(done.output(), hash, out);
    }
    System.out.println(out);
    return 0;
  }

  private static ChildProgram reader(@Nullable Shape input, @Nullable Path like) {
    List<String> switches = new ArrayList<>();
    if (input != null) {
      String sizes = input.sizes().stream().map(String::valueOf).collect(Collectors.joining(","));
      switches.add("-D" + ModelImport.INPUT_SHAPE + "=" + sizes);
    }
    if (like != null) {
      switches.add("-D" + ModelImport.LIKE + "=" + like.toAbsolutePath());
    }
    return new ChildProgram(ModelImport.class, switches, Map.of());
  }

  /** The child's bytes are a stranger's: what they are is found out once more. */
  private static void keep(byte[] read, Bytes32 hash, Path out) throws IOException {
    if (ForeignFormat.of(read) == ForeignFormat.DL4J_CONFIGURATION) {
      Files.write(out, ModelSpecJson.write(ModelSpecJson.read(read)));
      return;
    }
    Checkpoint model = CheckpointArchive.read(new ByteArrayInputStream(read));
    write(new Checkpoint(model.spec(), model.weights(), imported(model.spec(), hash)), out);
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

  private static Provenance imported(ModelSpec spec, Bytes32 hash) {
    return Provenance.ofNoTraining(spec, Map.of("imported", "true", "imported_sha256", hash.hex()));
  }
}
