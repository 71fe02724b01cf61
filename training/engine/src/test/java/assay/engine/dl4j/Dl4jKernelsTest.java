package assay.engine.dl4j;

import assay.training.benchmark.Kernels;
import assay.training.benchmark.KernelsContract;

class Dl4jKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return new Dl4jKernels();
  }
}
