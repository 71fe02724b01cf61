package assay.engine.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Samples on a device, within the caller's scope.
 *
 * @param features one sample per entry of the first axis; images channels first
 * @param labels one class number per sample
 */
record Batch(Tensor features, Tensor labels) {}
