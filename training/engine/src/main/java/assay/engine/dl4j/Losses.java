package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A spec's loss at the end of DL4J's graph, with the output's activation. DL4J sums where Keras
 * takes the mean over an image's places and over the channels of binary cross-entropy, so there
 * every column is weighted by one over their number.
 */
final class Losses {

  private Losses() {}

  /** A Dense output and its loss in one. */
  static OutputLayer dense(ModelSpec spec, CoreLayer.Dense dense, Shape input) {
    return new OutputLayer.Builder(function(spec.loss(), Shape.of(dense.units())))
        .nIn(input.channels())
        .nOut(dense.units())
        .hasBias(dense.useBias())
        .activation(Layers.activation(dense.activation()))
        .build();
  }

  /** The loss alone, behind an output of this shape that is not activated yet. */
  static org.deeplearning4j.nn.conf.layers.Layer alone(ModelSpec spec, Shape output) {
    IActivation activation = Layers.activation(lastOf(spec.output().layer()));
    ILossFunction loss = function(spec.loss(), output);
    return output.isImage()
        ? new CnnLossLayer.Builder(loss).format(CNN2DFormat.NCHW).activation(activation).build()
        : new LossLayer.Builder(loss).activation(activation).build();
  }

  /** What is still to be applied; layers of other kinds have applied it themselves. */
  private static ActivationFunction lastOf(Layer layer) {
    return layer instanceof CoreLayer.Activation || layer instanceof ConvolutionLayer
        ? layer.activation()
        : ActivationFunction.LINEAR;
  }

  private static ILossFunction function(Loss loss, Shape output) {
    int channels = output.channels();
    long places = output.elements() / channels;
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY ->
          places == 1 ? new LossMCXENT() : new LossMCXENT(weights(channels, places));
      case BINARY_CROSSENTROPY -> new LossBinaryXENT(weights(channels, places * channels));
      case MEAN_SQUARED_ERROR ->
          places == 1 ? new LossMSE() : new LossMSE(weights(channels, places));
      case MEAN_ABSOLUTE_ERROR ->
          places == 1 ? new LossMAE() : new LossMAE(weights(channels, places));
      case HUBER -> throw new IllegalStateException("Support let a loss pass that DL4J lacks.");
    };
  }

  private static INDArray weights(int channels, long share) {
    float[] weights = new float[channels];
    Arrays.fill(weights, 1f / share);
    return Nd4j.createFromArray(new float[][] {weights});
  }
}
