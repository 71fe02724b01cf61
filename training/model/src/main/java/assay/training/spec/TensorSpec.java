package assay.training.spec;

/**
 * One array of numbers that a layer owns, as the weights file must hold it.
 *
 * @param layer the owning layer
 * @param role Keras's name of the array within its layer: kernel, bias, gamma, beta, moving_mean,
 *     moving_variance, embeddings, recurrent_kernel, depthwise_kernel, pointwise_kernel
 * @param shape its extent in Keras's axis order
 */
public record TensorSpec(LayerName layer, String role, Shape shape) {

  /** The key in the weights file: {@code layer/role}. */
  public String key() {
    return layer + "/" + role;
  }

  /** Whether gradients change it; running moments follow the data instead. */
  public boolean isTrained() {
    return !role.startsWith("moving_");
  }

  /** Whether its numbers are multiplied with inputs and summed. */
  public boolean isKernel() {
    return role.endsWith("kernel");
  }
}
