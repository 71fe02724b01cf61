package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.json.StrictJsonTree;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Deeplearning4j's model zip ({@code ModelSerializer}, 1.0.0-M2.1): a {@code MultiLayerNetwork} or
 * a {@code ComputationGraph} of one input and one output. Its configuration is read as plain JSON,
 * whose class names are looked up in a list of ours and never loaded; its coefficients are read as
 * numbers. What else a zip may hold (the updater's state, a normalizer as a serialized Java object)
 * is passed over. Stateless.
 */
public final class Dl4jFile {

  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final int LONGEST_CONFIGURATION = 1 << 22;

  private static final StrictJsonTree JSON =
      new StrictJsonTree(
          "The model's configuration",
          LONGEST_CONFIGURATION,
          (message, cause) -> new ForeignModelException(Reason.MALFORMED, message, cause));

  private Dl4jFile() {}

  /**
   * Reads a whole file.
   *
   * @param input the shape of a sample, for a configuration does not always say it
   */
  public static Model read(byte[] file, Optional<Shape> input) {
    Dl4jConfig config = config(entry(file, CONFIGURATION, LONGEST_CONFIGURATION), input);
    ModelSpec spec = config.spec();
    int parameters = Math.toIntExact(spec.parameterCount());
    byte[] coefficients = entry(file, COEFFICIENTS, Dl4jCoefficients.longest(parameters));
    float[] values = Dl4jCoefficients.read(coefficients, parameters);
    return new Model(spec, new Dl4jWeights(config, values).read());
  }

  /** Reads a configuration alone, as {@code toJson()} writes it. */
  public static ModelSpec readConfiguration(byte[] json, Optional<Shape> input) {
    return config(json, input).spec();
  }

  private static Dl4jConfig config(byte[] json, Optional<Shape> input) {
    return Dl4jConfig.of(JSON.readObject(json), input);
  }

  private static byte[] entry(byte[] file, String name, int longest) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        if (next.getName().equals(name)) {
          return content(zip, name, longest);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ForeignModelException(
          Reason.MALFORMED, "The zip cannot be read: " + e.getMessage() + ".", e);
    }
    throw new ForeignModelException(
        Reason.MALFORMED, "The zip lacks '" + name + "'; save it with ModelSerializer.writeModel.");
  }

  private static byte[] content(InputStream entry, String name, int longest) throws IOException {
    byte[] content = entry.readNBytes(longest + 1);
    if (content.length > longest) {
      throw new ForeignModelException(
          Reason.TOO_LARGE,
          "'" + name + "' is longer than the " + longest + " bytes that it may have.");
    }
    return content;
  }
}
