package assay.engine.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Samples on a device, within the caller's scope.
 *
 * @param features one sample per entry of the first axis; images channels first
 * @param targets what should come out of each, likewise
 */
record Batch(Tensor features, Tensor targets) {}
