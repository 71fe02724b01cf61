/**
 * LibTorch behind the training-engine port: a spec's graph is interpreted step by step, gradients
 * come from LibTorch's autograd, several devices train side by side and average.
 */
@NullMarked
package assay.engine.torch;

import org.jspecify.annotations.NullMarked;
