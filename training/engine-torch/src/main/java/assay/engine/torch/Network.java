package assay.engine.torch;

import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * A spec's graph over one replica's numbers: an interpreter that applies one operation after the
 * other. Tensors it makes belong to the caller's scope. Not safe for threads.
 */
final class Network {

  private final ModelSpec spec;
  private final Map<LayerNode, Operation> operations = new LinkedHashMap<>();

  Network(ModelSpec spec, Parameters parameters) {
    this.spec = spec;
    Layers layers = new Layers(spec, parameters);
    spec.layers().forEach(node -> operations.put(node, layers.operation(node)));
  }

  /** The loss of a batch, ready to be differentiated. */
  Tensor loss(Batch batch, Pass pass) {
    return Losses.mean(spec.loss(), outputs(batch.features(), pass), batch.targets());
  }

  /** The answers of each sample, in Keras's order. */
  Tensor answers(Tensor features) {
    Loss loss = spec.loss();
    Tensor answers = Losses.answers(loss, outputs(features, Pass.ANSWERING));
    return Axes.toKeras(answers, spec.answer());
  }

  private Tensor outputs(Tensor features, Pass pass) {
    Map<LayerName, Tensor> made = new HashMap<>();
    made.put(LayerName.INPUT, features);
    operations.forEach(
        (node, operation) -> {
          List<Tensor> inputs =
              node.inbound().stream().map(name -> Objects.requireNonNull(made.get(name))).toList();
          made.put(node.name(), operation.apply(inputs, pass));
        });
    return Objects.requireNonNull(made.get(spec.output().name()));
  }
}
