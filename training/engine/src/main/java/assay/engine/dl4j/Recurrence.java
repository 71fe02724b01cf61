package assay.engine.dl4j;

import assay.training.spec.LayerName;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.RecurrentLayer.MergeMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;

/**
 * Recurrent layers as vertices of DL4J's graph. Two directions are spelt out, one over the reversed
 * sequence: DL4J's own bidirectional wrapper takes the backward layer's output at the wrong end
 * where Keras returns the last one.
 */
record Recurrence(GraphBuilder graph, String input, int features) {

  /** Names hold a dot, which no layer's name may. */
  static final String FORWARD = ".forward";

  static final String BACKWARD = ".backward";

  /** Adds the layer; the name of the vertex that its output comes from. */
  String add(String name, RecurrentLayer layer) {
    return layer instanceof RecurrentLayer.Bidirectional both
        ? bothWays(name, both)
        : oneWay(name, (RecurrentLayer.OneWay) layer, input);
  }

  private String oneWay(String name, RecurrentLayer.OneWay layer, String from) {
    graph.addLayer(name, layer(layer), from);
    if (layer.returnSequences()) {
      return name;
    }
    String last = name + ".last";
    graph.addVertex(last, new LastTimeStepVertex(LayerName.INPUT.value()), name);
    return last;
  }

  private String bothWays(String name, RecurrentLayer.Bidirectional both) {
    String forward = oneWay(name + FORWARD, both.layer(), input);
    String reversed = name + ".reversed";
    graph.addVertex(reversed, new ReverseTimeSeriesVertex(), input);
    String backward = oneWay(name + BACKWARD, both.layer(), reversed);
    if (both.returnSequences()) {
      String inOrder = name + ".restored";
      graph.addVertex(inOrder, new ReverseTimeSeriesVertex(), backward);
      backward = inOrder;
    }
    graph.addVertex(name, merge(both.mergeMode()), forward, backward);
    return name;
  }

  private static GraphVertex merge(MergeMode mode) {
    return switch (mode) {
      case CONCAT -> new MergeVertex();
      case SUM -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
      case MULTIPLY -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
      case AVERAGE -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
    };
  }

  private BaseRecurrentLayer layer(RecurrentLayer.OneWay layer) {
    BaseRecurrentLayer.Builder<?> builder =
        layer instanceof RecurrentLayer.LSTM
            ? new LSTM.Builder().gateActivationFunction(Activation.SIGMOID).forgetGateBiasInit(1)
            : new SimpleRnn.Builder();
    return (BaseRecurrentLayer)
        builder
            .dataFormat(RNNFormat.NCW)
            .nIn(features)
            .nOut(layer.units())
            .activation(Layers.activation(layer.activation()))
            .build();
  }
}
