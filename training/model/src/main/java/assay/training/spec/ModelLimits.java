package assay.training.spec;

/**
 * What a stranger's spec may ask for. Checked by arithmetic alone, before anything is allocated.
 *
 * @param jsonBytes length of {@code model.json}
 * @param layers layers in the graph
 * @param parameters numbers in all tensors together
 * @param activations numbers in the largest single output, per sample
 */
public record ModelLimits(int jsonBytes, int layers, long parameters, long activations) {

  /** 256 KiB of JSON, 512 layers, 2^24 parameters (64 MiB of weights), 2^22 activations. */
  public static final ModelLimits DEFAULT = new ModelLimits(1 << 18, 512, 1L << 24, 1L << 22);

  public ModelLimits {
    if (jsonBytes < 1 || layers < 1 || parameters < 1 || activations < 1) {
      throw new IllegalArgumentException("Every model limit must be at least 1.");
    }
  }
}
