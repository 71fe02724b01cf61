package assay.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.TrainingException;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every reader of strangers' models under mutations of files that it takes: each ends in a model or
 * in a refusal with a code, in bounded memory. 20 000 inputs, a million in the release run.
 */
final class ReaderFuzzTest {

  private static final int INPUTS = Integer.getInteger("assay.fuzz.inputs", 20_000);
  private static final int READERS = 6;
  private static final long SEED = 20_261_121;
  private static final long MOST_BYTES = 128 << 20;

  private static Model model;

  /** Reads a file, or refuses it. */
  private interface Reader {
    void read(byte[] file);
  }

  @BeforeAll
  static void readOne() throws IOException {
    model = KerasFile.read(KerasModels.file("mlp.h5"));
    System.out.println("ReaderFuzzTest seed " + SEED + ", " + INPUTS + " inputs");
  }

  private static void fuzz(byte[] file, Reader reader) {
    reader.read(file);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < INPUTS / READERS; i++) {
      refused += isRefused(Mutations.of(file, random), reader, i) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  private static boolean isRefused(byte[] file, Reader reader, int input) {
    long before = allocated();
    try {
      reader.read(file);
      return false;
    } catch (TrainingException e) {
      assertThat(e.code())
          .as("input %s", input)
          .matches("(checkpoint|model-spec|foreign-model)-.*");
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("input " + input + " of seed " + SEED, e);
    } finally {
      assertThat(allocated() - before).as("bytes for input %s", input).isLessThan(MOST_BYTES);
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void shouldReadOrRefuseChangedSpecs() {
    fuzz(ModelSpecJson.write(model.spec()), ModelSpecJson::read);
  }

  @Test
  void shouldReadOrRefuseChangedCheckpoints() throws IOException {
    ModelSpec spec = model.spec();
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    CheckpointArchive.write(
        new Checkpoint(spec, model.weights(), Provenance.ofNoTraining(spec, Map.of())), archive);

    fuzz(archive.toByteArray(), file -> CheckpointArchive.read(new ByteArrayInputStream(file)));
  }

  @Test
  void shouldReadOrRefuseChangedFilesOfKeras() throws IOException {
    fuzz(KerasModels.file("mlp.h5"), KerasFile::read);
  }

  @Test
  void shouldReadOrRefuseChangedArraysOfNumpy() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NumpyArchive.write(model.weights(), archive);

    fuzz(
        archive.toByteArray(),
        file -> NumpyArchive.read(model.spec(), new ByteArrayInputStream(file)));
  }

  @Test
  void shouldReadOrRefuseChangedFilesOfDeeplearning4j() {
    fuzz(Dl4jModels.zip(Dl4jModels.perceptron()), file -> Dl4jFile.read(file, Optional.empty()));
  }

  /** In a zip a change breaks a checksum before anything is understood. */
  @Test
  void shouldReadOrRefuseChangedConfigurationsOfDeeplearning4j() {
    String json = Dl4jModels.perceptron().getLayerWiseConfigurations().toJson();
    byte[] zip = Dl4jModels.zip(Dl4jModels.perceptron());
    byte[] coefficients = Dl4jModels.coefficients(zip);

    fuzz(
        json.getBytes(StandardCharsets.UTF_8),
        file -> Dl4jFile.read(zip(file, coefficients), Optional.empty()));
  }

  private static byte[] zip(byte[] configuration, byte[] coefficients) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      zip.write(configuration);
      zip.putNextEntry(new ZipEntry("coefficients.bin"));
      zip.write(coefficients);
    } catch (IOException e) {
      throw new IllegalStateException("Memory refused to be written.", e);
    }
    return bytes.toByteArray();
  }
}
