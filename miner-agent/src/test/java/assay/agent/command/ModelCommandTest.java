package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.engine.exchange.KerasExport;
import assay.engine.exchange.Model;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.TensorSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@EnabledIf("assay.agent.confine.Confinable#isPossible")
@ResourceLock("confined children")
class ModelCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldImportWhatIsThenShownAndExported() throws IOException {
    Model model = model();
    Path file = folder.resolve("foreign.h5");
    KerasExport.write(model, file);
    String archive = folder.resolve("model.tar").toString();

    assertThat(Main.run("model", "import", file.toString(), "--out", archive)).isZero();
    assertThat(Main.run("model", "show", archive)).isZero();
    assertThat(Main.run("model", "show", archive, "--json")).isZero();

    Checkpoint imported = read(archive);
    assertThat(imported.weights()).isEqualTo(model.weights());
    assertThat(imported.provenance().data()).isEmpty();
    assertThat(imported.provenance().settings())
        .containsEntry("imported_sha256", Bytes32.sha256(Files.readAllBytes(file)).hex());
    for (String name : new String[] {"again.h5", "again.npz"}) {
      String again = folder.resolve(name).toString();
      assertThat(Main.run("model", "export", archive, "--out", again)).isZero();
      assertThat(Path.of(again)).isNotEmptyFile();
    }
  }

  @Test
  void shouldImportArraysForTheLayersOfAnotherCheckpoint() throws IOException {
    Path h5 = folder.resolve("foreign.h5");
    KerasExport.write(model(), h5);
    String archive = folder.resolve("model.tar").toString();
    String arrays = folder.resolve("arrays.npz").toString();
    String again = folder.resolve("again.tar").toString();
    assertThat(Main.run("model", "import", h5.toString(), "--out", archive)).isZero();
    assertThat(Main.run("model", "export", archive, "--out", arrays)).isZero();

    assertThat(Main.run("model", "import", arrays, "--like", archive, "--out", again)).isZero();

    assertThat(read(again).weights()).isEqualTo(model().weights());
  }

  @Test
  void shouldImportAConfigurationOfDeeplearning4jAsASpec() throws IOException {
    Path json = folder.resolve("configuration.json");
    Files.writeString(
        json,
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(4)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build()
            .toJson());
    Path out = folder.resolve("spec.json");

    assertThat(
            Main.run(
                "model", "import", json.toString(), "--input-shape", "4", "--out", out.toString()))
        .isZero();

    ModelSpec spec = ModelSpecJson.read(Files.readAllBytes(out));
    assertThat(spec.classes()).isEqualTo(3);
    assertThat(Main.run("model", "import", json.toString(), "--input-shape", "a", "--out", "none"))
        .isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatIsNoHdf5() throws IOException {
    Path file = Files.writeString(folder.resolve("foreign.h5"), "no model");
    Path archive = folder.resolve("model.tar");

    assertThat(Main.run("model", "import", file.toString(), "--out", archive.toString()))
        .isEqualTo(1);
    assertThat(archive).doesNotExist();
  }

  private static Checkpoint read(String archive) throws IOException {
    return CheckpointArchive.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(archive))));
  }

  private static Model model() {
    ModelSpec spec = Architectures.perceptron(8, 6, 3, 16);
    Random random = new Random(3);
    return new Model(
        spec, new Weights(spec.tensors().stream().map(t -> tensor(t, random)).toList()));
  }

  private static Tensor tensor(TensorSpec spec, Random random) {
    float[] values = new float[(int) spec.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(spec, values);
  }
}
