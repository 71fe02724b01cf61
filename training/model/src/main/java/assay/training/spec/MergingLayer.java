package assay.training.spec;

import static assay.training.spec.LayerRules.require;
import static assay.training.spec.LayerRules.requireSeveral;
import static assay.training.spec.LayerRules.size;

import java.util.ArrayList;
import java.util.List;

/** Layers that make one output of several inputs: where the graph's branches meet. */
public sealed interface MergingLayer extends Layer {

  /** The sum of inputs of equal shape. */
  record Add() implements MergingLayer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      requireSeveral(inputs);
      require(inputs.stream().distinct().count() == 1, "it adds unlike shapes " + inputs);
      return inputs.get(0);
    }
  }

  /** The inputs side by side along their channels. */
  record Concatenate() implements MergingLayer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      requireSeveral(inputs);
      List<Integer> places = places(inputs.get(0));
      long channels = 0;
      for (Shape input : inputs) {
        require(places.equals(places(input)), "it joins unlike shapes " + inputs);
        channels += input.channels();
      }
      List<Integer> sizes = new ArrayList<>(places);
      sizes.add(size(channels));
      return new Shape(sizes);
    }

    private static List<Integer> places(Shape shape) {
      return shape.sizes().subList(0, shape.axes() - 1);
    }
  }
}
