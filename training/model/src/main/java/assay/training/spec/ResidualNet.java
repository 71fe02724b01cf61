package assay.training.spec;

import java.util.List;

/**
 * Residual networks of basic blocks (He and others, 2016, arXiv 1512.03385): two 3x3 convolutions
 * beside a shortcut, which is a 1x1 convolution where the size changes.
 *
 * @param image of the samples
 * @param classes told apart
 * @param stages blocks of each stage; every stage but the first halves the image
 * @param width filters of the first stage; each stage doubles them
 */
record ResidualNet(Shape image, int classes, List<Integer> stages, int width) {

  /** From this extent on, the stem halves the image twice, as for ImageNet. */
  private static final int LARGE = 64;

  ModelSpec spec(double highest) {
    Sketch sketch = new Sketch().then("scale", new CoreLayer.Rescaling(1 / highest, 0));
    stem(sketch);
    for (int stage = 0; stage < stages.size(); stage++) {
      for (int block = 0; block < stages.get(stage); block++) {
        boolean isHalving = stage > 0 && block == 0;
        block(sketch, "s" + (stage + 1) + "b" + (block + 1), width << stage, isHalving);
      }
    }
    return sketch
        .then("pool", new PoolingLayer.GlobalAveragePooling2D())
        .dense("output", classes, ActivationFunction.SOFTMAX)
        .classifier(image, 0.001);
  }

  private void stem(Sketch sketch) {
    if (Math.min(image.size(0), image.size(1)) < LARGE) {
      sketch.normalised("stem", width, 3, 1).relu("stem_relu");
      return;
    }
    sketch.normalised("stem", width, 7, 2).relu("stem_relu");
    Window halve = Window.square(3, 2, Padding.SAME);
    sketch.then("stem_pool", new PoolingLayer.MaxPooling2D(halve));
  }

  private static void block(Sketch sketch, String name, int filters, boolean isHalving) {
    String from = sketch.last();
    String shortcut = from;
    int stride = isHalving ? 2 : 1;
    if (isHalving) {
      shortcut = sketch.normalised(name + "_short", filters, 1, stride).last();
    }
    Window window = Window.square(3, stride, Padding.SAME);
    ActivationFunction none = ActivationFunction.LINEAR;
    Layer first = new ConvolutionLayer.Conv2D(filters, window, none, false);
    sketch
        .joining(name + "_conv1", first, from)
        .then(name + "_conv1_bn", new NormalizationLayer.BatchNormalization(0.9, 1e-5))
        .relu(name + "_relu1")
        .normalised(name + "_conv2", filters, 3, 1);
    sketch
        .joining(name + "_add", new MergingLayer.Add(), sketch.last(), shortcut)
        .relu(name + "_relu2");
  }
}
