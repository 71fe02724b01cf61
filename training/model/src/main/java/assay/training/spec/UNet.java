package assay.training.spec;

/**
 * A small U-Net (Ronneberger and others, 2015, arXiv 1505.04597) of two halvings: a class for every
 * pixel. Windows keep the image's size, so that labels and answers lie place by place.
 *
 * @param image of the samples; height and width are multiples of 4
 * @param classes told apart at each pixel
 * @param width filters at full size; each halving doubles them
 */
record UNet(Shape image, int classes, int width) {

  private static final Window TWO = Window.square(2, 2, Padding.VALID);
  private static final ActivationFunction RELU = ActivationFunction.RELU;

  UNet {
    LayerRules.require(
        image.isImage() && image.size(0) % 4 == 0 && image.size(1) % 4 == 0,
        "a U-Net halves its image twice; " + image + " does not allow it.");
  }

  ModelSpec spec(double highest) {
    Sketch sketch = new Sketch().then("scale", new CoreLayer.Rescaling(1 / highest, 0));
    pair(sketch, "down1", width);
    sketch.then("half", new PoolingLayer.MaxPooling2D(TWO));
    pair(sketch, "down2", width * 2);
    sketch.then("quarter", new PoolingLayer.MaxPooling2D(TWO));
    pair(sketch, "bottom", width * 4);
    up(sketch, "up2", width * 2, "down2_b");
    up(sketch, "up1", width, "down1_b");
    return sketch.conv("output", classes, 1, ActivationFunction.SOFTMAX).classifier(image, 0.001);
  }

  private static void pair(Sketch sketch, String name, int filters) {
    sketch.conv(name + "_a", filters, 3, RELU).conv(name + "_b", filters, 3, RELU);
  }

  private static void up(Sketch sketch, String name, int filters, String across) {
    sketch
        .then(name, new ConvolutionLayer.Conv2DTranspose(filters, TWO, RELU, true))
        .joining(name + "_join", new MergingLayer.Concatenate(), name, across);
    pair(sketch, name, filters);
  }
}
