package assay.engine.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Samples on a device, within the caller's scope.
 *
 * @param features one sample per entry of the first axis; images channels first
 * @param expected what should come out, laid out as the network's outputs
 */
record Batch(Tensor features, Tensor expected) {}
