package assay.training.run;

import assay.training.data.DataFormat;
import assay.training.data.Examples;
import assay.training.data.Target;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.spec.LayerNode;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import java.util.Random;

/**
 * One epoch's samples in visiting order, augmented: what every engine feeds itself from. Each
 * sample's changes depend on the job's seed, the epoch and the sample alone, so neither the size of
 * batches nor the number of devices matters to them. Safe for threads.
 */
public final class TrainingEpoch {

  private final Examples examples;
  private final DataFormat format;
  private final Augmentation augmentation;
  private final Shape image;
  private final int[] order;
  private final long seed;

  private TrainingEpoch(TrainingJob job, int epoch) {
    this.examples = TrainingJob.examples(job.spec(), job.training());
    this.format = job.training().format();
    this.augmentation = job.settings().augmentation();
    this.image = augmentation.moves() ? image(job.spec()) : job.spec().input();
    this.order = EpochOrder.of(job, epoch);
    this.seed = new Random(job.settings().seed() ^ ~(long) epoch).nextLong();
  }

  /** Of this job; epochs count from 0. */
  public static TrainingEpoch of(TrainingJob job, int epoch) {
    return new TrainingEpoch(job, epoch);
  }

  /** Refuses an augmentation that has no image to move. */
  static void requireFit(ModelSpec spec, Augmentation augmentation) {
    if (augmentation.moves()) {
      image(spec);
    }
  }

  /** The image a model sees first: its input, or what it makes of a flat one. */
  private static Shape image(ModelSpec spec) {
    if (spec.input().isImage()) {
      return spec.input();
    }
    return spec.layers().stream()
        .map(LayerNode::layer)
        .filter(
            layer -> layer instanceof ShapingLayer.Reshape reshape && reshape.target().isImage())
        .map(layer -> ((ShapingLayer.Reshape) layer).target())
        .filter(shape -> shape.elements() == spec.input().elements())
        .findFirst()
        .orElseThrow(
            () ->
                new EngineRefusedException(
                    Reason.BAD_SETTINGS,
                    "Flips and shifts need images; the model reads " + spec.input() + "."));
  }

  public int size() {
    return order.length;
  }

  /** What goes in for the samples at these places of the epoch, one after another. */
  public float[] inputs(int from, int size) {
    float[] inputs = examples.inputs(order, from, size);
    int width = examples.inputWidth();
    for (int i = 0; i < size && !augmentation.equals(Augmentation.NONE); i++) {
      Random random = random(from + i);
      Move move = move(random);
      if (augmentation.moves()) {
        move.apply(inputs, i * width, image);
      }
      addNoise(inputs, i * width, random);
    }
    return inputs;
  }

  /** What should come out for them; maps move with their images. */
  public float[] targets(int from, int size) {
    float[] targets = examples.targets(order, from, size);
    if (augmentation.moves() && examples.target() instanceof Target.LabelMap) {
      int width = examples.targetWidth();
      Shape map = Shape.of(image.size(0), image.size(1), examples.channels());
      for (int i = 0; i < size; i++) {
        move(random(from + i)).apply(targets, i * width, map);
      }
    }
    return targets;
  }

  private Random random(int place) {
    return new Random(seed + 0x9E3779B97F4A7C15L * (order[place] + 1L));
  }

  private Move move(Random random) {
    boolean isFlipped = random.nextBoolean() && augmentation.flips();
    int reach = 2 * augmentation.shift() + 1;
    return new Move(
        isFlipped,
        random.nextInt(reach) - augmentation.shift(),
        random.nextInt(reach) - augmentation.shift());
  }

  private void addNoise(float[] inputs, int at, Random random) {
    double deviation = augmentation.noise() * ((double) format.high() - format.low());
    for (int i = at; i < at + examples.inputWidth() && deviation > 0; i++) {
      double noisy = inputs[i] + random.nextGaussian() * deviation;
      inputs[i] = (float) Math.min(format.high(), Math.max(format.low(), noisy));
    }
  }

  /**
   * Where pixels come from.
   *
   * @param isFlipped mirrored left to right
   * @param down pixels
   * @param right pixels
   */
  private record Move(boolean isFlipped, int down, int right) {

    void apply(float[] values, int at, Shape shape) {
      int channels = shape.channels();
      float[] before = new float[(int) shape.elements()];
      System.arraycopy(values, at, before, 0, before.length);
      for (int y = 0; y < shape.size(0); y++) {
        for (int x = 0; x < shape.size(1); x++) {
          int fromY = within(y - down, shape.size(0));
          int straight = within(x - right, shape.size(1));
          int fromX = isFlipped ? shape.size(1) - 1 - straight : straight;
          int from = (fromY * shape.size(1) + fromX) * channels;
          int to = at + (y * shape.size(1) + x) * channels;
          System.arraycopy(before, from, values, to, channels);
        }
      }
    }

    private static int within(int place, int extent) {
      return Math.max(0, Math.min(extent - 1, place));
    }
  }
}
