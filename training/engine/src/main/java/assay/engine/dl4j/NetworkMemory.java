package assay.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives back what networks hold in native memory. {@code ComputationGraph.close} frees the same,
 * and collects all garbage twice beside it, which takes twenty times as long as a small net's
 * answers. Stateless.
 */
final class NetworkMemory {

  private NetworkMemory() {}

  /** Frees a network, which is of no use from then on, and the calling thread's workspaces. */
  static void free(ComputationGraph network) {
    free(network.params());
    free(network.getFlattenedGradients());
    Updater updater = network.getUpdater(false);
    if (updater != null) {
      free(updater.getStateViewArray());
    }
    freeWorkspaces();
  }

  private static void free(@Nullable INDArray array) {
    if (array != null && array.closeable()) {
      array.close();
    }
  }

  /** Those of the calling thread. */
  static void freeWorkspaces() {
    MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
    for (MemoryWorkspace workspace : List.copyOf(manager.getAllWorkspacesForCurrentThread())) {
      manager.destroyWorkspace(workspace);
    }
  }
}
