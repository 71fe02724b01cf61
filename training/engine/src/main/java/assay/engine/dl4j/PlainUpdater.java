package assay.engine.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;

/**
 * Applies gradients without looking for a regularization: a {@link assay.training.spec.ModelSpec}
 * has none. DL4J's own cuts two views of each parameter out of the whole, twice a step, before it
 * finds that there is none to apply: half of a small net's native objects.
 */
final class PlainUpdater extends ComputationGraphUpdater {

  private static final long serialVersionUID = 1L;

  /**
   * @param network initialised, with at least one parameter
   */
  PlainUpdater(ComputationGraph network) {
    super(network);
    updaterBlocks.replaceAll(PlainBlock::new);
  }

  private static final class PlainBlock extends UpdaterBlock {

    PlainBlock(UpdaterBlock block) {
      super(
          block.getParamOffsetStart(),
          block.getParamOffsetEnd(),
          block.getUpdaterViewOffsetStart(),
          block.getUpdaterViewOffsetEnd(),
          block.getLayersAndVariablesInBlock());
      setUpdaterView(block.getUpdaterView());
      setGradientView(block.getGradientView());
      setUpdaterViewRequiresInitialization(block.isUpdaterViewRequiresInitialization());
      setGradientUpdater(block.getGradientUpdater());
    }

    @Override
    protected void applyRegularizationAllVariables(
        ApplyStep step,
        int iteration,
        int epoch,
        boolean isExternal,
        INDArray gradients,
        INDArray parameters) {}
  }
}
