package assay.training.run;

class SoftmaxRegressionEngineTest extends TrainingEngineContract {

  @Override
  protected TrainingEngine engine() {
    return new SoftmaxRegressionEngine(System::nanoTime);
  }
}
