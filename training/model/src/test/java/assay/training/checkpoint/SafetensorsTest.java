package assay.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {

  private static final String HEADER =
      "{'hidden/bias':{'data_offsets':[0,12],'dtype':'F32','shape':[3]},"
          + "'hidden/kernel':{'data_offsets':[12,60],'dtype':'F32','shape':[4,3]},"
          + "'output/bias':{'data_offsets':[60,68],'dtype':'F32','shape':[2]},"
          + "'output/kernel':{'data_offsets':[68,92],'dtype':'F32','shape':[3,2]}}";

  private static final int DATA = 92;

  @Test
  void shouldReadBackWhatItWrote() throws IOException {
    Weights weights = Checkpoints.weights(Checkpoints.LENET, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Safetensors.write(weights, out);

    assertThat(read(Checkpoints.LENET, out.toByteArray())).isEqualTo(weights);
    assertThat(out.size()).isEqualTo((int) Safetensors.length(Checkpoints.LENET));
  }

  @Test
  void shouldWriteTheGoldenHeader() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Safetensors.write(Checkpoints.weights(Checkpoints.SMALL, 3), out);

    byte[] bytes = out.toByteArray();
    String header = new String(bytes, 8, bytes.length - 8 - DATA, StandardCharsets.UTF_8);
    assertThat(header.strip()).isEqualTo(HEADER.replace('\'', '"'));
    assertThat((bytes.length - DATA) % 8).isZero();
  }

  @Test
  void shouldReadTensorsInAnyOrderOfBytesWithMetadata() {
    String header =
        "{'__metadata__':{'by':'another writer'},"
            + "'output/bias':{'dtype':'F32','shape':[2],'data_offsets':[84,92]},"
            + "'hidden/kernel':{'dtype':'F32','shape':[4,3],'data_offsets':[0,48]},"
            + "'hidden/bias':{'dtype':'F32','shape':[3],'data_offsets':[48,60]},"
            + "'output/kernel':{'dtype':'F32','shape':[3,2],'data_offsets':[60,84]}}";

    Weights weights = read(Checkpoints.SMALL, file(header, DATA));

    assertThat(weights.tensors()).hasSize(4);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        refused("gap", Reason.MALFORMED, HEADER.replace("[68,92]", "[72,96]"), 96),
        refused("overlap", Reason.MALFORMED, HEADER.replace("[60,68]", "[52,60]"), DATA),
        refused("negative", Reason.MALFORMED, HEADER.replace("[0,12]", "[-12,0]"), DATA),
        refused(
            "huge", Reason.MALFORMED, HEADER.replace("[0,12]", "[0,99999999999999999999]"), DATA),
        refused("fraction", Reason.MALFORMED, HEADER.replace("[0,12]", "[0.5,12.5]"), DATA),
        refused("dtype", Reason.WRONG_TENSORS, HEADER.replaceFirst("F32", "F64"), DATA),
        refused("shape", Reason.WRONG_TENSORS, HEADER.replace("[4,3]", "[3,4]"), DATA),
        refused(
            "huge shape",
            Reason.WRONG_TENSORS,
            HEADER.replace("'shape':[3]", "'shape':[2000000000]"),
            DATA),
        refused("other name", Reason.WRONG_TENSORS, HEADER.replace("output/b", "output/x"), DATA),
        refused("missing", Reason.WRONG_TENSORS, "{}", 0),
        refused("extra field", Reason.MALFORMED, HEADER.replace("{'data", "{'code':1,'data"), DATA),
        refused("leading space", Reason.MALFORMED, " " + HEADER, DATA),
        refused("no json", Reason.MALFORMED, "{{{{", DATA),
        refused("short data", Reason.TRUNCATED, HEADER, DATA - 1),
        refused("long data", Reason.MALFORMED, HEADER, DATA + 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void shouldRefuse(String name, Reason reason, String header, int dataBytes) {
    byte[] file = file(header, dataBytes);

    assertThatThrownBy(() -> read(Checkpoints.SMALL, file))
        .isInstanceOfSatisfying(
            CheckpointRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void shouldRefuseALyingHeaderLengthBeforeAllocating() {
    for (long claimed : new long[] {0, -1, 1L << 40, Long.MAX_VALUE, Integer.MAX_VALUE}) {
      byte[] file = file(HEADER, DATA);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, claimed);

      assertThatThrownBy(() -> read(Checkpoints.SMALL, file))
          .isInstanceOf(CheckpointRefusedException.class)
          .hasMessageContaining("claims " + claimed);
    }
  }

  @Test
  void shouldRefuseNotANumberAndInfinity() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      byte[] file = file(HEADER, DATA);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, bad);

      assertThatThrownBy(() -> read(Checkpoints.SMALL, file))
          .isInstanceOf(CheckpointRefusedException.class)
          .hasMessageContaining("output/kernel");
    }
  }

  private static Arguments refused(String name, Reason reason, String header, int dataBytes) {
    return Arguments.of(name, reason, header, dataBytes);
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] file = Arrays.copyOf(new byte[0], 8 + json.length + dataBytes);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    return file;
  }

  private static Weights read(ModelSpec spec, byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    return Safetensors.read(spec, in);
  }
}
