package assay.engine.torch;

import assay.training.benchmark.Kernels;
import assay.training.benchmark.KernelsContract;

class TorchKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return new TorchKernels(0);
  }
}
