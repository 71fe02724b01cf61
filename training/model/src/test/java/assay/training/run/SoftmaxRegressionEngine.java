package assay.training.run;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The engine port's in-memory twin: softmax regression under plain gradient descent, in plain Java.
 * It really trains, on any number of devices as on one, but only models of one Dense layer behind
 * rescalings.
 */
public final class SoftmaxRegressionEngine implements TrainingEngine {

  private final LongSupplier nanoTime;

  public SoftmaxRegressionEngine(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return "softmax-regression";
  }

  @Override
  public void requireSupport(ModelSpec spec) {
    boolean isScaled =
        spec.layers().stream()
            .limit(spec.layers().size() - 1L)
            .allMatch(node -> node.layer() instanceof CoreLayer.Rescaling);
    boolean isSoftmax =
        spec.output().layer() instanceof CoreLayer.Dense dense
            && dense.activation() == ActivationFunction.SOFTMAX
            && dense.useBias();
    boolean isPlain =
        spec.optimizer() instanceof Optimizer.Sgd sgd
            && sgd.momentum() == 0
            && spec.loss() == Loss.CATEGORICAL_CROSSENTROPY;
    if (!isScaled || !isSoftmax || !isPlain) {
      throw new EngineRefusedException(
          Reason.UNSUPPORTED_MODEL,
          "Only softmax regression under plain SGD is supported; take another engine.");
    }
  }

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    requireSupport(job.spec());
    Random random = new Random(job.settings().seed());
    List<Tensor> tensors =
        job.spec().tensors().stream()
            .map(
                tensor -> {
                  float[] values = new float[(int) tensor.shape().elements()];
                  for (int i = 0; i < values.length && tensor.role().equals("kernel"); i++) {
                    values[i] = (float) (random.nextGaussian() * 0.01);
                  }
                  return Tensor.of(tensor, values);
                })
            .toList();
    return run(job, state(job, 0, new Weights(tensors)), listener);
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    from.requireFrom(job, name());
    return run(job, from, listener);
  }

  private TrainingState run(TrainingJob job, TrainingState from, TrainingListener listener) {
    Model model = new Model(job.spec(), from.weights());
    ProgressMeter meter = new ProgressMeter(job, from.epochsDone(), listener, nanoTime);
    EpochLoop.Epochs epochs =
        new EpochLoop.Epochs() {
          @Override
          public void learn(int epoch) {
            model.learn(job, epoch, meter);
          }

          @Override
          public float[][] answers() {
            return predict(job.spec(), model.weights(job.spec()), job.validation());
          }

          @Override
          public TrainingState state(int epochsDone) {
            return SoftmaxRegressionEngine.this.state(job, epochsDone, model.weights(job.spec()));
          }
        };
    return new EpochLoop(job, listener, meter, epochs, from.epochsDone()).run();
  }

  private TrainingState state(TrainingJob job, int epochs, Weights weights) {
    return new TrainingState(job.fingerprint(), name(), epochs, weights, new float[0]);
  }

  @Override
  public LoadedModel load(ModelSpec spec, Weights weights) {
    requireSupport(spec);
    Model model = new Model(spec, weights);
    return new LoadedModel() {
      @Override
      public float[][] answers(LabelledData data) {
        float[][] answers = new float[data.size()][];
        for (int i = 0; i < answers.length; i++) {
          answers[i] = model.answer(data.sample(i).values());
        }
        return answers;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SortedMap<String, String> software() {
    return new TreeMap<>(Map.of("engine", name()));
  }

  @Override
  public SortedMap<String, String> hardware() {
    return new TreeMap<>(Map.of("devices", "1"));
  }

  private static final class Model {

    private final int classes;
    private final float[] kernel;
    private final float[] bias;
    private final List<CoreLayer.Rescaling> rescalings;

    Model(ModelSpec spec, Weights weights) {
      weights.requireFit(spec);
      this.classes = spec.classes();
      this.kernel = weights.tensors().get(0).values();
      this.bias = weights.tensors().get(1).values();
      this.rescalings =
          spec.layers().stream()
              .filter(node -> node.layer() instanceof CoreLayer.Rescaling)
              .map(node -> (CoreLayer.Rescaling) node.layer())
              .toList();
    }

    Weights weights(ModelSpec spec) {
      return new Weights(
          List.of(
              Tensor.of(spec.tensors().get(0), kernel), Tensor.of(spec.tensors().get(1), bias)));
    }

    void learn(TrainingJob job, int epoch, ProgressMeter meter) {
      TrainingEpoch lesson = TrainingEpoch.of(job, epoch);
      double rate =
          job.spec().optimizer().learningRate() * job.settings().schedule().factorAt(epoch);
      int batch = job.settings().batchSize();
      for (int from = 0; from < lesson.size(); from += batch) {
        int size = Math.min(batch, lesson.size() - from);
        float[] kernelStep = new float[kernel.length];
        float[] biasStep = new float[classes];
        double loss = 0;
        for (int i = from; i < from + size; i++) {
          float[] input = scaled(lesson.inputs(i, 1));
          float[] wanted = lesson.targets(i, 1);
          float[] answer = softmax(input);
          for (int c = 0; c < classes; c++) {
            loss -= wanted[c] * Math.log(Math.max(1e-12, answer[c]));
            answer[c] -= wanted[c];
            biasStep[c] += answer[c];
            for (int j = 0; j < input.length; j++) {
              kernelStep[j * classes + c] += answer[c] * input[j];
            }
          }
        }
        descend(kernel, kernelStep, rate / size);
        descend(bias, biasStep, rate / size);
        meter.step(size, loss / size);
      }
    }

    private static void descend(float[] values, float[] step, double rate) {
      for (int i = 0; i < values.length; i++) {
        values[i] -= (float) (rate * step[i]);
      }
    }

    float[] answer(float[] values) {
      return softmax(scaled(values));
    }

    private float[] scaled(float[] values) {
      for (CoreLayer.Rescaling rescaling : rescalings) {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (values[i] * rescaling.scale() + rescaling.offset());
        }
      }
      return values;
    }

    private float[] softmax(float[] input) {
      double[] sums = new double[classes];
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        sums[c] = bias[c];
        for (int j = 0; j < input.length; j++) {
          sums[c] += input[j] * kernel[j * classes + c];
        }
        largest = Math.max(largest, sums[c]);
      }
      double total = 0;
      for (int c = 0; c < classes; c++) {
        sums[c] = Math.exp(sums[c] - largest);
        total += sums[c];
      }
      float[] answer = new float[classes];
      for (int c = 0; c < classes; c++) {
        answer[c] = (float) (sums[c] / total);
      }
      return answer;
    }
  }
}
