package assay.engine.torch;

import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals an epoch's mini-batches out to the devices in turn. It depends on the job and the epoch's
 * number alone. Immutable.
 */
final class EpochPlan {

  private final TrainingSettings settings;
  private final int samples;
  private final double rate;
  private final long stepsBefore;

  /**
   * @param job whose epoch it is
   * @param epoch from 0
   */
  EpochPlan(TrainingJob job, int epoch) {
    this.settings = job.settings();
    this.samples = job.training().size();
    this.rate = job.spec().optimizer().learningRate() * settings.schedule().factorAt(epoch);
    this.stepsBefore = (long) epoch * divideUp(batches(), settings.devices());
  }

  /** One device has nothing to average with: each of its batches is a round. */
  List<Round> rounds() {
    int devices = settings.devices();
    long perRound = devices == 1 ? 1 : (long) devices * settings.averagingEvery();
    int size = (int) Math.min(perRound, batches());
    return IntStream.iterate(0, first -> first < batches(), first -> first + size)
        .mapToObj(first -> round(first, Math.min(batches(), first + size)))
        .toList();
  }

  private Round round(int first, int end) {
    int devices = Math.min(settings.devices(), end - first);
    return new Round(
        IntStream.range(0, devices)
            .mapToObj(
                device ->
                    IntStream.iterate(
                            first + device,
                            batch -> batch < end,
                            batch -> batch + settings.devices())
                        .mapToObj(this::task)
                        .toList())
            .toList());
  }

  private Round.Task task(int batch) {
    int from = batch * settings.batchSize();
    int size = Math.min(settings.batchSize(), samples - from);
    long number = stepsBefore + batch / settings.devices() + 1;
    return new Round.Task(from, size, new UpdateRule.Step(number, rate));
  }

  private int batches() {
    return divideUp(samples, settings.batchSize());
  }

  private static int divideUp(int count, int by) {
    return (count + by - 1) / by;
  }
}
