package assay.training.benchmark;

/** Kernels of an engine, which has its own way for each kind of work. */
public abstract class EngineKernels implements Kernels {

  @Override
  public final Workload ready(Work work, NonceStream stream) {
    if (work instanceof Work.Product product) {
      return multiplying(product, stream);
    }
    if (work instanceof Work.Averaging averaging) {
      return averaging(averaging, stream);
    }
    if (work instanceof Work.Answer answer) {
      return answering(answer, stream);
    }
    return learning((Work.Step) work, stream);
  }

  protected abstract Workload multiplying(Work.Product product, NonceStream stream);

  protected abstract Workload averaging(Work.Averaging averaging, NonceStream stream);

  protected abstract Workload answering(Work.Answer answer, NonceStream stream);

  protected abstract Workload learning(Work.Step step, NonceStream stream);
}
