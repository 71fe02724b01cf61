package assay.engine.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks as users of Deeplearning4j build them, of its own layers alone. */
final class Dl4jModels {

  static final int SIDE = 8;
  static final int CHANNELS = 2;
  static final int STEPS = 5;
  static final int FEATURES = 3;

  private Dl4jModels() {}

  private static NeuralNetConfiguration.Builder begin() {
    return new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.002));
  }

  static MultiLayerNetwork perceptron() {
    return network(
        begin()
            .updater(new Nesterovs(0.01, 0.8))
            .list()
            .layer(new DenseLayer.Builder().nIn(6).nOut(9).activation(Activation.TANH).build())
            .layer(new DenseLayer.Builder().nOut(7).dropOut(0.9).activation(Activation.ELU).build())
            .layer(output(Activation.SOFTMAX, LossFunction.NEGATIVELOGLIKELIHOOD))
            .setInputType(InputType.feedForward(6))
            .build());
  }

  static MultiLayerNetwork images(InputType input) {
    return network(
        begin()
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(4)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(new BatchNormalization())
            .layer(new DropoutLayer(0.8))
            .layer(new DenseLayer.Builder().nOut(6).activation(Activation.SIGMOID).build())
            .layer(output(Activation.SOFTMAX, LossFunction.MCXENT))
            .setInputType(input)
            .build());
  }

  static MultiLayerNetwork sequences() {
    return network(
        begin()
            .list()
            .layer(new LSTM.Builder().nOut(4).activation(Activation.TANH).build())
            .layer(
                new LastTimeStep(
                    new SimpleRnn.Builder().nOut(5).activation(Activation.TANH).build()))
            .layer(output(Activation.SOFTMAX, LossFunction.MCXENT))
            .setInputType(InputType.recurrent(FEATURES, STEPS))
            .build());
  }

  static ComputationGraph residual() {
    ComputationGraphConfiguration graph =
        begin()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS))
            .addLayer("first", convolution().build(), "in")
            .addLayer("second", convolution().hasBias(false).build(), "first")
            .addLayer("norm", new BatchNormalization.Builder().useLogStd(false).build(), "second")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "norm")
            .addLayer("bend", new ActivationLayer(Activation.SOFTPLUS), "sum")
            .addVertex("beside", new MergeVertex(), "bend", "first")
            .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "beside")
            .addLayer("out", output(Activation.SIGMOID, LossFunction.XENT), "pool")
            .setOutputs("out")
            .build();
    ComputationGraph network = new ComputationGraph(graph);
    network.init();
    return moved(network);
  }

  private static ConvolutionLayer.Builder convolution() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(4)
        .stride(1, 1)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY);
  }

  private static OutputLayer output(Activation activation, LossFunction loss) {
    return new OutputLayer.Builder(loss)
        .nOut(activation == Activation.SIGMOID ? 1 : 3)
        .activation(activation)
        .build();
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return moved(network);
  }

  /** Biases and moments begin at nothing or one, where a mistake would not show. */
  private static <M extends Model> M moved(M network) {
    Nd4j.getRandom().setSeed(11);
    INDArray noise = Nd4j.rand(network.params().shape()).subi(0.5).muli(0.4);
    network.setParams(network.params().add(noise));
    return network;
  }

  static byte[] zip(Model network) {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(network, zip, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zip.toByteArray();
  }

  /** What a zip holds beside its configuration. */
  static byte[] coefficients(byte[] model) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(model))) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        if (next.getName().equals("coefficients.bin")) {
          return zip.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("The zip has no coefficients.");
  }
}
