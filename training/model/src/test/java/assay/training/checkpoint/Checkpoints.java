package assay.training.checkpoint;

import assay.chain.Bytes32;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import assay.training.spec.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Real checkpoints with random weights, for tests. */
public final class Checkpoints {

  public static final ModelSpec SMALL = Architectures.perceptron(4, 3, 2, 16);
  public static final ModelSpec LENET = Architectures.leNet(Shape.of(8, 8, 1), 10, 16);

  private Checkpoints() {}

  public static Weights weights(ModelSpec spec, long seed) {
    Random random = new Random(seed);
    return new Weights(spec.tensors().stream().map(tensor -> random(tensor, random)).toList());
  }

  public static Checkpoint checkpoint(ModelSpec spec, long seed) {
    return new Checkpoint(spec, weights(spec, seed), provenance(spec));
  }

  public static Provenance provenance(ModelSpec spec) {
    return new Provenance(
        List.of(new DataIdentity("digits", Bytes32.keccak256("digits"), 419)),
        spec.hash(),
        new TreeMap<>(Map.of("epochs", "3", "batch_size", "32")),
        7,
        new TreeMap<>(Map.of("engine", "none")),
        new TreeMap<>(Map.of("devices", "2")));
  }

  public static byte[] archive(Checkpoint checkpoint) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CheckpointArchive.write(checkpoint, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Tensor random(TensorSpec spec, Random random) {
    float[] values = new float[(int) spec.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(spec, values);
  }
}
