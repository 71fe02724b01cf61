package assay.engine.dl4j;

import assay.training.run.TrainingSettings;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.PoolingLayer;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Builds DL4J's computation graph from a spec. Every size is stated from the spec's own inference;
 * images and sequences lie channels first, and the spec's last layer carries the loss. Vertices of
 * ours that no layer names hold a dot, which no layer's name may.
 */
final class GraphBuilder {

  private final ModelSpec spec;
  private final ComputationGraphConfiguration.GraphBuilder graph;

  /** The vertex that each layer's output comes from. */
  private final Map<LayerName, String> ends = new HashMap<>();

  private GraphBuilder(ModelSpec spec, TrainingSettings settings) {
    this.spec = spec;
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .updater(Optimizers.updater(spec.optimizer(), settings))
            .graphBuilder()
            .addInputs(LayerName.INPUT.value());
    ends.put(LayerName.INPUT, LayerName.INPUT.value());
  }

  /** A network with fresh weights drawn from the settings' seed. */
  static ComputationGraph build(ModelSpec spec, TrainingSettings settings) {
    Support.require(spec);
    Optimizers.requireSupport(spec.optimizer(), settings.schedule());
    Nd4jRuntime.prepareThread();
    GraphBuilder builder = new GraphBuilder(spec, settings);
    spec.layers().forEach(builder::add);
    ComputationGraph network =
        new ComputationGraph(
            builder.graph.setOutputs(builder.ends.get(spec.output().name())).build());
    network.init();
    return network;
  }

  /** The same, ready to be trained; which takes memory for its optimizer. */
  static ComputationGraph buildToTrain(ModelSpec spec, TrainingSettings settings) {
    ComputationGraph network = build(spec, settings);
    if (network.numParams() > 0) {
      network.setUpdater(new PlainUpdater(network));
      Optimizers.begin(network, spec.optimizer());
    }
    return network;
  }

  private void add(LayerNode node) {
    String[] inputs = node.inbound().stream().map(ends::get).toArray(String[]::new);
    ends.put(node.name(), node.equals(spec.output()) ? output(node, inputs) : hidden(node, inputs));
  }

  private String hidden(LayerNode node, String... inputs) {
    String name = node.name().value();
    Layer layer = node.layer();
    if (layer instanceof CoreLayer.Rescaling rescaling) {
      return rescale(name, rescaling, inputs);
    }
    if (layer instanceof ShapingLayer.Flatten || layer instanceof ShapingLayer.Reshape) {
      graph.addVertex(name, reshape(input(node), spec.shapeOf(node.name())), inputs);
    } else if (layer instanceof MergingLayer.Add) {
      graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
    } else if (layer instanceof MergingLayer.Concatenate) {
      graph.addVertex(name, new MergeVertex(), inputs);
    } else if (layer instanceof RecurrentLayer recurrent) {
      return new Recurrence(graph, inputs[0], input(node).channels()).add(name, recurrent);
    } else if (isImageInDisguise(node)) {
      return overTime(node, inputs);
    } else {
      graph.addLayer(name, Layers.hidden(layer, input(node)), inputs);
    }
    return name;
  }

  private String rescale(String name, CoreLayer.Rescaling rescaling, String... inputs) {
    graph.addVertex(name, new ScaleVertex(rescaling.scale()), inputs);
    if (rescaling.offset() == 0) {
      return name;
    }
    String shifted = name + ".shifted";
    graph.addVertex(shifted, new ShiftVertex(rescaling.offset()), name);
    return shifted;
  }

  /** What DL4J does best, or only, to images is done to a sequence as an image of one column. */
  private boolean isImageInDisguise(LayerNode node) {
    boolean isNormalising = node.layer() instanceof NormalizationLayer;
    return node.layer() instanceof ConvolutionLayer.Conv1D
        || node.layer() instanceof PoolingLayer.OverTime
        || (isNormalising && input(node).isSequence());
  }

  private String overTime(LayerNode node, String... inputs) {
    String name = node.name().value();
    String image = name + ".image";
    String sequence = name + ".sequence";
    Shape made = spec.shapeOf(node.name());
    graph.addVertex(image, reshape(input(node), asImage(input(node))), inputs);
    graph.addLayer(name, Layers.hidden(node.layer(), input(node)), image);
    graph.addVertex(sequence, reshape(asImage(made), made), name);
    return sequence;
  }

  private static Shape asImage(Shape sequence) {
    return Shape.of(sequence.size(0), 1, sequence.channels());
  }

  /** The loss applies the last activation itself, so that its gradient is exact. */
  private String output(LayerNode node, String... inputs) {
    String name = node.name().value();
    if (node.layer() instanceof CoreLayer.Dense dense) {
      graph.addLayer(name, Losses.dense(spec, dense, input(node)), inputs);
      return name;
    }
    Shape made = spec.shapeOf(node.name());
    if (node.layer() instanceof CoreLayer.Activation) {
      graph.addLayer(name, Losses.alone(spec, made), inputs);
      return name;
    }
    String loss = name + ".loss";
    graph.addLayer(loss, Losses.alone(spec, made), unactivated(node, inputs));
    return loss;
  }

  private String unactivated(LayerNode node, String... inputs) {
    if (!(node.layer() instanceof ConvolutionLayer)) {
      return hidden(node, inputs);
    }
    BaseLayer linear = (BaseLayer) Layers.hidden(node.layer(), input(node));
    linear.setActivationFn(new ActivationIdentity());
    graph.addLayer(node.name().value(), linear, inputs);
    return node.name().value();
  }

  private static PreprocessorVertex reshape(Shape from, Shape to) {
    return new PreprocessorVertex(new KerasReshape(sizes(from), sizes(to)));
  }

  private Shape input(LayerNode node) {
    return spec.shapeOf(node.inbound().get(0));
  }

  private static int[] sizes(Shape shape) {
    return shape.sizes().stream().mapToInt(Integer::intValue).toArray();
  }
}
