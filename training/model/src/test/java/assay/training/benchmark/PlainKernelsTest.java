package assay.training.benchmark;

class PlainKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return new PlainKernels();
  }
}
