package assay.engine.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Files that Keras itself wrote, and what it answered; make_keras_models.py made them. */
final class KerasModels {

  private KerasModels() {}

  static byte[] file(String name) throws IOException {
    try (InputStream in = KerasModels.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** Rows of {@code samples} or {@code answers}. */
  static float[][] golden(String name, String what) throws IOException {
    JsonNode rows = new ObjectMapper().readTree(file(name + ".json")).path(what);
    float[][] values = new float[rows.size()][rows.path(0).size()];
    for (int row = 0; row < values.length; row++) {
      for (int i = 0; i < values[row].length; i++) {
        values[row][i] = rows.path(row).path(i).floatValue();
      }
    }
    return values;
  }
}
