package assay.training.metric;

import assay.training.data.Examples;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Works out a spec's metrics from a model's answers, over samples or the places of label maps. */
public final class Reported {

  private final float[][] places;
  private final float[][] wanted;
  private final int classes;

  private Reported(Examples examples, float[][] answers, int classes) {
    float[] targets = examples.targets(examples.inOrder(), 0, examples.size());
    this.places = rows(flat(answers), examples.channels());
    this.wanted = rows(targets, examples.channels());
    this.classes = classes;
  }

  /** Every metric that the spec names, 0 to 1 but for the error; the data is labelled. */
  public static Map<Metric, Double> of(ModelSpec spec, Examples examples, float[][] answers) {
    Reported reported = new Reported(examples, answers, spec.classes());
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    spec.metrics().forEach(metric -> values.put(metric, reported.value(metric)));
    return values;
  }

  private double value(Metric metric) {
    return switch (metric) {
      case ACCURACY -> right() / (double) places.length;
      case TOP_K_ACCURACY ->
          Counts.topK(places, labels(wanted), metric.places()).correct() / (double) places.length;
      case F1 -> Measures.macroF1(labels(places), labels(wanted), classes);
      case AUROC -> auroc();
      case MEAN_IOU -> Measures.meanIoU(labels(places), labels(wanted), classes);
      case RMSE -> Measures.rmse(flat(places), flat(wanted));
    };
  }

  private long right() {
    int[] told = labels(places);
    int[] actual = labels(wanted);
    return IntStream.range(0, told.length).filter(i -> told[i] == actual[i]).count();
  }

  private double auroc() {
    return IntStream.range(0, places[0].length).mapToDouble(this::auroc).average().orElse(0.5);
  }

  private double auroc(int channel) {
    double[] scores = new double[places.length];
    boolean[] isPositive = new boolean[places.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = places[i][channel];
      isPositive[i] = wanted[i][channel] > 0.5;
    }
    return Measures.auroc(scores, isPositive);
  }

  private static int[] labels(float[][] rows) {
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = Counts.predicted(rows[i], 0, rows[i].length);
    }
    return labels;
  }

  private static float[][] rows(float[] values, int channels) {
    float[][] rows = new float[values.length / channels][channels];
    for (int i = 0; i < values.length; i++) {
      rows[i / channels][i % channels] = values[i];
    }
    return rows;
  }

  private static float[] flat(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
    }
    return values;
  }
}
