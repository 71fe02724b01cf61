package assay.engine.dl4j;

import assay.training.run.TrainingSettings;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds DL4J's computation graph from a spec. Every size is stated from the spec's own inference,
 * images lie channels first, and the spec's last layer carries the loss.
 */
final class GraphBuilder {

  /** Holds a dot, which no layer's name may. */
  private static final String SHIFTED = ".shifted";

  private final ModelSpec spec;
  private final ComputationGraphConfiguration.GraphBuilder graph;

  private GraphBuilder(ModelSpec spec, TrainingSettings settings) {
    this.spec = spec;
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .updater(Optimizers.updater(spec.optimizer(), settings.schedule()))
            .graphBuilder()
            .addInputs(LayerName.INPUT.value());
  }

  /** A network with fresh weights drawn from the settings' seed. */
  static ComputationGraph build(ModelSpec spec, TrainingSettings settings) {
    Support.require(spec);
    Nd4jRuntime.prepareThread();
    GraphBuilder builder = new GraphBuilder(spec, settings);
    spec.layers().forEach(builder::add);
    ComputationGraph network =
        new ComputationGraph(
            builder.graph.setOutputs(builder.vertexName(spec.output().name())).build());
    network.init();
    return network;
  }

  private void add(LayerNode node) {
    String[] inputs = node.inbound().stream().map(this::vertexName).toArray(String[]::new);
    String name = node.name().value();
    Layer layer = node.layer();
    if (node.equals(spec.output())) {
      graph.addLayer(name, output(node), inputs);
    } else if (layer instanceof CoreLayer.Rescaling rescaling) {
      graph.addVertex(name, new ScaleVertex(rescaling.scale()), inputs);
      if (rescaling.offset() != 0) {
        graph.addVertex(name + SHIFTED, new ShiftVertex(rescaling.offset()), name);
      }
    } else if (layer instanceof ShapingLayer.Flatten || layer instanceof ShapingLayer.Reshape) {
      graph.addVertex(name, reshape(node), inputs);
    } else if (layer instanceof MergingLayer.Add) {
      graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
    } else if (layer instanceof MergingLayer.Concatenate) {
      graph.addVertex(name, new MergeVertex(), inputs);
    } else {
      graph.addLayer(name, Layers.hidden(layer, input(node)), inputs);
    }
  }

  private String vertexName(LayerName name) {
    boolean isShifted =
        spec.layers().stream()
            .anyMatch(
                node ->
                    node.name().equals(name)
                        && node.layer() instanceof CoreLayer.Rescaling rescaling
                        && rescaling.offset() != 0);
    return isShifted ? name.value() + SHIFTED : name.value();
  }

  private GraphVertex reshape(LayerNode node) {
    return new PreprocessorVertex(
        new KerasReshape(sizes(input(node)), sizes(spec.shapeOf(node.name()))));
  }

  private Shape input(LayerNode node) {
    List<LayerName> inbound = node.inbound();
    return spec.shapeOf(inbound.get(0));
  }

  private org.deeplearning4j.nn.conf.layers.Layer output(LayerNode node) {
    LossFunction loss = loss(spec.loss());
    if (node.layer() instanceof CoreLayer.Dense dense) {
      return new OutputLayer.Builder(loss)
          .nIn(input(node).channels())
          .nOut(dense.units())
          .hasBias(dense.useBias())
          .activation(Layers.activation(dense.activation()))
          .build();
    }
    IActivation activation = Layers.activation(((CoreLayer.Activation) node.layer()).activation());
    return new LossLayer.Builder(loss).activation(activation).build();
  }

  private static LossFunction loss(Loss loss) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> LossFunction.MCXENT;
      case MEAN_SQUARED_ERROR -> LossFunction.MSE;
    };
  }

  private static int[] sizes(Shape shape) {
    return shape.sizes().stream().mapToInt(Integer::intValue).toArray();
  }
}
