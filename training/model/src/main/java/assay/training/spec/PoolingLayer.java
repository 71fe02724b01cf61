package assay.training.spec;

import static assay.training.spec.LayerRules.only;
import static assay.training.spec.LayerRules.onlyImage;
import static assay.training.spec.LayerRules.onlySequence;

import java.util.List;

/** Layers that make one value of several neighbouring ones, channel by channel. */
public sealed interface PoolingLayer extends Layer {

  /** How the values become one. */
  enum Kind {
    MAX,
    AVERAGE
  }

  Kind kind();

  /** Pooling over time. */
  sealed interface OverTime extends PoolingLayer permits MaxPooling1D, AveragePooling1D {
    Span span();

    @Override
    default Shape outputShape(List<Shape> inputs) {
      return span().over(only(inputs), only(inputs).channels());
    }
  }

  /** Pooling over places of an image. */
  sealed interface OverPlaces extends PoolingLayer permits MaxPooling2D, AveragePooling2D {
    Window window();

    @Override
    default Shape outputShape(List<Shape> inputs) {
      return window().over(only(inputs), only(inputs).channels());
    }
  }

  /** Pooling over everything but the channels: a vector remains. */
  sealed interface Global extends PoolingLayer
      permits GlobalMaxPooling1D,
          GlobalAveragePooling1D,
          GlobalMaxPooling2D,
          GlobalAveragePooling2D {}

  /** The largest value of each span. */
  record MaxPooling1D(Span span) implements OverTime {
    @Override
    public Kind kind() {
      return Kind.MAX;
    }
  }

  /** The mean of each span; with padding {@code same} the edge is not counted. */
  record AveragePooling1D(Span span) implements OverTime {
    @Override
    public Kind kind() {
      return Kind.AVERAGE;
    }
  }

  /** The largest value of each window. */
  record MaxPooling2D(Window window) implements OverPlaces {
    @Override
    public Kind kind() {
      return Kind.MAX;
    }
  }

  /** The mean of each window; with padding {@code same} the edge is not counted. */
  record AveragePooling2D(Window window) implements OverPlaces {
    @Override
    public Kind kind() {
      return Kind.AVERAGE;
    }
  }

  /** The largest value over time of each feature. */
  record GlobalMaxPooling1D() implements Global {
    @Override
    public Kind kind() {
      return Kind.MAX;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.of(onlySequence(inputs).channels());
    }
  }

  /** The mean over time of each feature. */
  record GlobalAveragePooling1D() implements Global {
    @Override
    public Kind kind() {
      return Kind.AVERAGE;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.of(onlySequence(inputs).channels());
    }
  }

  /** The largest value of each channel. */
  record GlobalMaxPooling2D() implements Global {
    @Override
    public Kind kind() {
      return Kind.MAX;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.of(onlyImage(inputs).channels());
    }
  }

  /** The mean of each channel. */
  record GlobalAveragePooling2D() implements Global {
    @Override
    public Kind kind() {
      return Kind.AVERAGE;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.of(onlyImage(inputs).channels());
    }
  }
}
