package assay.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.checkpoint.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "lenet", "residual", "lstm"})
  void shouldReadAgainWhatItWroteForKeras(String name) throws IOException {
    Model model = KerasFile.read(KerasModels.file(name + ".h5"));
    Path file = folder.resolve("model.h5");

    KerasExport.write(model, file);

    assertThat(KerasFile.read(Files.readAllBytes(file)).weights()).isEqualTo(model.weights());
    assertThat(KerasFile.read(Files.readAllBytes(file)).spec().layers())
        .isEqualTo(model.spec().layers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "lenet", "residual", "lstm"})
  void shouldReadAgainWhatItWroteForNumpy(String name) throws IOException {
    Model model = KerasFile.read(KerasModels.file(name + ".h5"));

    Weights read = NumpyArchive.read(model.spec(), new ByteArrayInputStream(archive(model)));

    assertThat(read).isEqualTo(model.weights());
  }

  @Test
  void shouldRefuseObjectsAndOtherNumbersInAnArchive() throws IOException {
    Model model = KerasFile.read(KerasModels.file("mlp.h5"));
    for (String type : List.of("'|O'", "'>f4'", "'<f8'")) {
      byte[] archive = replaced(archive(model), "'<f4'", type.length() < 5 ? type + " " : type);

      assertThatExceptionOfType(ForeignModelException.class)
          .isThrownBy(() -> NumpyArchive.read(model.spec(), new ByteArrayInputStream(archive)))
          .withMessageContaining("float32 in C order")
          .matches(e -> e.reason() == Reason.WRONG_TENSORS);
    }
  }

  @Test
  void shouldRefuseAnArchiveOfAnotherModel() throws IOException {
    byte[] archive = archive(KerasFile.read(KerasModels.file("lenet.h5")));
    Model other = KerasFile.read(KerasModels.file("mlp.h5"));

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> NumpyArchive.read(other.spec(), new ByteArrayInputStream(archive)))
        .withMessageContaining("conv1/kernel.npy");
  }

  @Test
  void shouldRefuseATruncatedArchive() throws IOException {
    Model model = KerasFile.read(KerasModels.file("mlp.h5"));
    byte[] archive = archive(model);

    for (int length = 0; length < archive.length / 2; length += 97) {
      byte[] shorter = Arrays.copyOf(archive, length);
      assertThatExceptionOfType(ForeignModelException.class)
          .isThrownBy(() -> NumpyArchive.read(model.spec(), new ByteArrayInputStream(shorter)));
    }
  }

  private static byte[] archive(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NumpyArchive.write(model.weights(), out);
    return out.toByteArray();
  }

  private static byte[] replaced(byte[] bytes, String old, String with) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(old, with)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
