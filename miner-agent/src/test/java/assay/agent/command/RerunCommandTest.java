package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.engine.EngineChoice;
import assay.chain.Bytes32;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.CsvData;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.Augmentation;
import assay.training.run.EpochReport;
import assay.training.run.LearningSchedule;
import assay.training.run.Stopping;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trains for real, on the digits. */
class RerunCommandTest {

  private static final int CONFIGURATION = 3;
  private static final Digits DIGITS = Digits.load();
  private static final ModelSpec SPEC = Architectures.perceptron(64, 16, 10, 16);
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(12, 5)
          .withSchedule(new LearningSchedule.WarmUp(1, new LearningSchedule.StepDecay(0.5, 4)))
          .withAugmentation(new Augmentation(false, 0, 0.01));

  @TempDir private Path folder;
  private Path first;
  private Path second;
  private Path test;
  private Path archive;

  @BeforeEach
  void writeData() throws IOException {
    first = write("first.csv", DIGITS.owners().get(0));
    second = write("second.csv", DIGITS.owners().get(1));
    test = write("test.csv", DIGITS.test());
    archive = folder.resolve("checkpoint.tar");
  }

  @ParameterizedTest
  @EnumSource
  void shouldGetTheSameWeightsInTheSameEnvironment(EngineChoice engine) throws IOException {
    save(train(engine, SETTINGS, TrainingListener.NONE));

    // The provenance's order counts, not that of the command line.
    Heard heard = rerun("--data=" + second, "--data=" + first);

    assertThat(heard.err()).isEmpty();
    assertThat(heard.code()).isZero();
    assertThat(heard.out())
        .contains("for 12 epochs with " + engine.word())
        .contains("environment  the same")
        .contains("HOLDS: the weights are the same, bit for bit.");
  }

  @ParameterizedTest
  @EnumSource
  void shouldGetTheSameWeightsOfTwoDevices(EngineChoice engine) throws IOException {
    save(train(engine, SETTINGS.withDevices(2), TrainingListener.NONE));

    JsonNode json = rerun("--data=" + first, "--data=" + second, "--json").json();

    assertThat(json.path("weightsRepeated")).isEqualTo(json.path("weightsRecorded"));
    assertThat(json.path("holds").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRepeatInOneGoATrainingThatWentOnAfterAKill(EngineChoice choice) throws IOException {
    TrainingEngine engine = choice.open(System::nanoTime);
    TrainingJob job = job(SPEC, SETTINGS);
    TrainingState left = engine.train(job, stoppingAfter(5));
    TrainingState reached = engine.resume(job, left, TrainingListener.NONE);
    save(new Checkpoint(SPEC, reached.weights(), provenance(job, engine, reached)));

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(left.epochsDone()).isEqualTo(5);
    assertThat(heard.code()).as(heard.toString()).isZero();
    assertThat(heard.out()).contains("bit for bit");
  }

  @Test
  void shouldRepeatATrainingThatKeptItsBestEpoch() throws IOException {
    TrainingSettings early = SETTINGS.withStopping(new Stopping.Early(2, Double.MAX_VALUE, true));
    Checkpoint checkpoint = train(EngineChoice.DL4J, early, TrainingListener.NONE);
    save(checkpoint);

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(checkpoint.provenance().settings()).containsEntry("epochs_done", "1");
    assertThat(heard.code()).as(heard.toString()).isZero();
    assertThat(heard.out()).contains("for 1 epochs");
  }

  @Test
  void shouldRepeatATrainingThatADeadlineStopped() throws IOException {
    save(train(EngineChoice.DL4J, SETTINGS, stoppingAfter(3)));

    Heard heard = rerun("--data=" + first, "--data=" + second, "--json");

    assertThat(heard.code()).as(heard.toString()).isZero();
    assertThat(heard.json().path("epochs").asInt()).isEqualTo(3);
  }

  @Test
  void shouldFindOneChangedWeight() throws IOException {
    Checkpoint honest = train(EngineChoice.DL4J, SETTINGS, TrainingListener.NONE);
    save(new Checkpoint(SPEC, altered(honest.weights()), honest.provenance()));

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(heard.code()).isEqualTo(1);
    assertThat(heard.out()).contains("FAILS: the same environment, and other weights");
  }

  /** A training that came to its end, as a miner's does; one cut short spreads more by seed. */
  @Test
  void shouldGetTheSameScoreWithinTheToleranceFromTheOtherEngine() throws IOException {
    ModelSpec spec = Architectures.perceptron(64, 128, 10, 16);
    TrainingSettings settings = TrainingSettings.of(40, 1).withBatchSize(16);
    save(train(EngineChoice.DL4J, spec, settings, TrainingListener.NONE));

    Heard heard =
        rerun("--data=" + first, "--data=" + second, "--test=" + test, "--engine=torch", "--json");

    JsonNode scores = heard.json().path("scores");
    assertThat(heard.code()).as(heard.out()).isZero();
    assertThat(heard.json().path("sameEnvironment").asBoolean()).isFalse();
    assertThat(heard.json().path("differences").findValuesAsText("name"))
        .contains("software.engine");
    assertThat(scores.path("on").asText()).isEqualTo("test");
    assertThat(scores.path("samples").asInt()).isEqualTo(540);
    assertThat(scores.path("tolerance").asInt()).isEqualTo(5);
    assertThat(scores.path("measuresRecorded").path("accuracy").asDouble())
        .isEqualTo(scores.path("correctRecorded").asInt() / 540.0);
    assertThat(scores.path("measuresRepeated").path("accuracy").asDouble())
        .isEqualTo(scores.path("correctRepeated").asInt() / 540.0);
  }

  @Test
  void shouldNotTakeABarelyTrainedModelForOneOfAnotherEnvironment() throws IOException {
    Checkpoint barely = train(EngineChoice.DL4J, SETTINGS, stoppingAfter(1));
    SortedMap<String, String> settings = new TreeMap<>(barely.provenance().settings());
    settings.put("epochs_done", "12");
    save(with(barely, settings, "elsewhere"));

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(heard.code()).as(heard.toString()).isEqualTo(1);
    assertThat(heard.out())
        .contains("hardware.processors: was elsewhere, is ")
        .contains("scores       on the training data: ")
        .contains("of 838 samples apart, 1 allowed")
        .contains("FAILS: another environment, and another score.");
  }

  @Test
  void shouldTakeEqualWeightsForEqualWhereverTheyWereTrained() throws IOException {
    Checkpoint honest = train(EngineChoice.DL4J, SETTINGS, TrainingListener.NONE);
    save(with(honest, honest.provenance().settings(), "elsewhere\u001b[2J"));

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(heard.code()).as(heard.toString()).isZero();
    assertThat(heard.out())
        .contains("environment  another")
        .contains("bit for bit")
        .doesNotContain("\u001b");
  }

  @Test
  void shouldNameDataThatIsMissingAndDataThatIsTooMuch() throws IOException {
    save(train(EngineChoice.DL4J, SETTINGS, stoppingAfter(1)));

    Heard heard = rerun("--data=" + first, "--data=" + test);

    assertThat(heard.code()).isEqualTo(CONFIGURATION);
    assertThat(heard.err())
        .contains("'digits of 1' (SHA-256 " + hash(second).hex() + ") is none of the files")
        .contains("never learned from " + test + " (SHA-256 " + hash(test).hex() + ")");
  }

  @Test
  void shouldRefuseAFileNamedTwice() throws IOException {
    save(train(EngineChoice.DL4J, SETTINGS, stoppingAfter(1)));
    Path copy = Files.copy(first, folder.resolve("copy.csv"));

    Heard heard = rerun("--data=" + first, "--data=" + copy, "--data=" + second);

    assertThat(heard.code()).isEqualTo(CONFIGURATION);
    assertThat(heard.err()).contains(copy.toString()).contains("are the same data");
  }

  @Test
  void shouldRefuseAProvenanceThatSaysTooLittle() throws IOException {
    Checkpoint checkpoint = train(EngineChoice.DL4J, SETTINGS, stoppingAfter(1));
    save(with(checkpoint, SETTINGS.described(), "2"));

    Heard heard = rerun("--data=" + first, "--data=" + second);

    assertThat(heard.code()).isEqualTo(1);
    assertThat(heard.err()).startsWith("assay: The settings lack 'data_format'");
  }

  @Test
  void shouldRefuseWhatIsNoCheckpoint() {
    archive = first;

    Heard heard = rerun("--data=" + first);

    assertThat(heard.code()).isEqualTo(1);
    assertThat(heard.err()).contains("model.json");
  }

  private Heard rerun(String... options) {
    List<String> words = new ArrayList<>(List.of("rerun", archive.toString()));
    words.addAll(List.of(options));
    return Heard.from(words);
  }

  private Checkpoint train(EngineChoice choice, TrainingSettings settings, TrainingListener heard)
      throws IOException {
    return train(choice, SPEC, settings, heard);
  }

  private Checkpoint train(
      EngineChoice choice, ModelSpec spec, TrainingSettings settings, TrainingListener heard)
      throws IOException {
    TrainingEngine engine = choice.open(System::nanoTime);
    TrainingJob job = job(spec, settings);
    TrainingState reached = engine.train(job, heard);
    return new Checkpoint(spec, reached.weights(), provenance(job, engine, reached));
  }

  private static TrainingJob job(ModelSpec spec, TrainingSettings settings) {
    LabelledData data = DIGITS.owners().get(0).plus(DIGITS.owners().get(1));
    return new TrainingJob(spec, data, DIGITS.test(), settings);
  }

  private Provenance provenance(TrainingJob job, TrainingEngine engine, TrainingState reached)
      throws IOException {
    List<DataIdentity> identities =
        List.of(
            new DataIdentity("digits of 0", hash(first), DIGITS.owners().get(0).size()),
            new DataIdentity("digits of 1", hash(second), DIGITS.owners().get(1).size()));
    return job.provenance(identities, engine, reached);
  }

  private static TrainingListener stoppingAfter(int epochs) {
    return new TrainingListener() {
      private int done;

      @Override
      public void onEpoch(EpochReport report) {
        done = report.epoch();
      }

      @Override
      public boolean wantsStop() {
        return done >= epochs;
      }
    };
  }

  private static Checkpoint with(
      Checkpoint from, SortedMap<String, String> settings, String processors) {
    Provenance old = from.provenance();
    SortedMap<String, String> hardware = new TreeMap<>(old.hardware());
    hardware.put("processors", processors);
    Provenance other =
        new Provenance(old.data(), old.specHash(), settings, old.seed(), old.software(), hardware);
    return new Checkpoint(from.spec(), from.weights(), other);
  }

  /** The last bit of the first number. */
  private static Weights altered(Weights weights) {
    List<Tensor> tensors = new ArrayList<>(weights.tensors());
    float[] values = tensors.get(0).values();
    values[0] = Math.nextUp(values[0]);
    tensors.set(0, Tensor.of(tensors.get(0).spec(), values));
    return new Weights(tensors);
  }

  private void save(Checkpoint checkpoint) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      CheckpointArchive.write(checkpoint, out);
    }
  }

  private Path write(String name, LabelledData data) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      CsvData.write(data, out);
    }
    return file;
  }

  private static Bytes32 hash(Path file) throws IOException {
    return Bytes32.sha256(Files.readAllBytes(file));
  }
}
