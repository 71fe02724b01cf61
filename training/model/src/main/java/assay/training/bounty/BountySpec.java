package assay.training.bounty;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.Seal;
import assay.training.data.DataFormat;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a researcher asks for, in a public file that the chain pins by its hash. Money, deadlines,
 * datasets and the threshold stand on chain itself and nowhere else.
 *
 * @param format of this file, {@value #FORMAT}
 * @param name one line, for lists
 * @param description for people
 * @param metric what is counted and paid for, by Keras's name: {@code accuracy}, or {@code
 *     top_k_categorical_accuracy} for more than five classes
 * @param model the model to train, as canonical ModelSpec JSON
 * @param data how every sample looks
 * @param testSet the sealed test set; it is in the store only once reveals are over
 * @param federated how it is trained by rounds on the owners' sites; nothing if miners train it on
 *     data that they open
 */
public record BountySpec(
    int format,
    String name,
    String description,
    String metric,
    String model,
    Data data,
    SealedTestSet testSet,
    Optional<FederatedTerms> federated) {

  /** The format this code reads and writes. */
  public static final int FORMAT = 1;

  /** The longest file that is read. */
  public static final int MAX_BYTES = 256 << 10;

  private static final int LONGEST_NAME = 200;

  /** The values of a sample: how many, from where to where, and the number of classes. */
  public record Data(int width, double low, double high, int classes) {

    /** As readers of samples take it. */
    public DataFormat format() {
      return new DataFormat(width, (float) low, (float) high, classes);
    }
  }

  /** Where the sealed test set will be and what pins it. */
  public record SealedTestSet(Cid cid, Seal seal) {}

  public BountySpec {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "The format is " + format + "; this version reads " + FORMAT + ".");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME || name.contains("\n")) {
      throw new IllegalArgumentException(
          "The name must be one line of 1 to " + LONGEST_NAME + " characters.");
    }
    requireDecisive(counted(metric), data.classes());
  }

  /** A specification that miners train on data that they open. */
  public BountySpec(
      int format,
      String name,
      String description,
      String metric,
      String model,
      Data data,
      SealedTestSet testSet) {
    this(format, name, description, metric, model, data, testSet, Optional.empty());
  }

  private static Metric counted(String word) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.isCount() && metric.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The metric is '%s'; %s and %s are paid for."
                        .formatted(word, Metric.ACCURACY.word(), Metric.TOP_K_ACCURACY.word())));
  }

  private static void requireDecisive(Metric metric, int classes) {
    if (metric.places() >= classes) {
      throw new IllegalArgumentException(
          "Every model has the label among its %d largest answers when there are %d classes; ask for accuracy."
              .formatted(metric.places(), classes));
    }
  }

  /**
   * Reads a specification.
   *
   * @throws BountySpecRefusedException with the field and the reason
   */
  public static BountySpec parse(byte[] json) {
    return BountySpecFile.read(json);
  }

  /** Always the same bytes for the same specification. */
  public byte[] toJson() {
    return BountySpecFile.write(this);
  }

  /** The hash that stands on chain: Keccak-256 of the file. */
  public Bytes32 hash() {
    return Bytes32.keccak256(toJson());
  }

  /** What is counted; a count. */
  public Metric criterion() {
    return counted(metric);
  }

  /** The model to train, checked. */
  public ModelSpec modelSpec() {
    return ModelSpecJson.read(model.getBytes(StandardCharsets.UTF_8));
  }
}
