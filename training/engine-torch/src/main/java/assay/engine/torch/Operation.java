package assay.engine.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What a layer does to a batch. */
@FunctionalInterface
interface Operation {

  /** Makes the layer's output of the outputs it reads, in their order. */
  Tensor apply(List<Tensor> inputs, Pass pass);
}
