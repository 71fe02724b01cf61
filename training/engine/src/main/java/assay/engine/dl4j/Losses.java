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
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A spec's loss at the end of DL4J's graph, with the output's activation. DL4J sums over an image's
 * places where Keras takes the mean, so there every column is weighted by one over their number.
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
        ? new CnnLossLayer.Builder(loss)
            .format(CNN2DFormat.NCHW)
            .nIn(output.channels())
            .nOut(output.channels())
            .activation(activation)
            .build()
        : new LossLayer.Builder(loss).activation(activation).build();
  }

  /** What is still to be applied; layers of other kinds have applied it themselves. */
  private static ActivationFunction lastOf(Layer layer) {
    return layer instanceof CoreLayer.Activation || layer instanceof ConvolutionLayer
        ? layer.activation()
        : ActivationFunction.LINEAR;
  }

  private static ILossFunction function(Loss loss, Shape output) {
    long places = output.elements() / output.channels();
    float[] weights = new float[output.channels()];
    Arrays.fill(weights, 1f / places);
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY ->
          places == 1 ? new LossMCXENT() : new LossMCXENT(Nd4j.createFromArray(weights));
      case MEAN_SQUARED_ERROR ->
          places == 1 ? new LossMSE() : new LossMSE(Nd4j.createFromArray(weights));
    };
  }
}
