package assay.training.pool;

import assay.chain.Address;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.spec.TensorSpec;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One epoch of a job that members of a pool train together: each from the common weights on samples
 * of his own, then the average of what they reached, weighted by samples, is common (McMahan et
 * al., "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017). The
 * optimizer's memory begins anew in every epoch. Members are added up in the order of their
 * addresses and in double precision, so the same contributions give the same bits. Immutable.
 *
 * @param epochsDone before this round, from 0
 * @param common the weights that all begin with
 */
public record JointRound(int epochsDone, Weights common) {

  /**
   * What a member reached.
   *
   * @param samples he learned from, at least 1
   */
  public record Contribution(Address member, Weights weights, long samples) {

    public Contribution {
      if (samples < 1) {
        throw new IllegalArgumentException(
            "%s learned from %d samples; leave out who learned from none."
                .formatted(member, samples));
      }
    }
  }

  /**
   * Trains a member's epoch.
   *
   * @param shard the job with his samples alone; it has more epochs than are done
   */
  public Contribution train(TrainingEngine engine, TrainingJob shard, Address member) {
    return train(engine, shard, member, TrainingListener.NONE);
  }

  /**
   * Trains a member's epoch.
   *
   * @param shard the job with his samples alone; it has more epochs than are done
   * @param watch hears how far it is
   */
  public Contribution train(
      TrainingEngine engine, TrainingJob shard, Address member, TrainingListener watch) {
    TrainingState from =
        new TrainingState(shard.fingerprint(), engine.name(), epochsDone, common, new float[0]);
    TrainingState reached = engine.resume(shard, from, new OneEpoch(watch));
    return new Contribution(member, reached.weights(), shard.training().size());
  }

  /** Ends a training after its next epoch. */
  private record OneEpoch(TrainingListener watch) implements TrainingListener {

    @Override
    public void onProgress(Progress progress) {
      watch.onProgress(progress);
    }

    @Override
    public boolean wantsStop() {
      return true;
    }
  }

  /**
   * The round after this one. Refuses a round without contributions, two of one member, and weights
   * of another model.
   */
  public JointRound averaged(List<Contribution> contributions) {
    List<Contribution> ordered =
        contributions.stream().sorted(Comparator.comparing(Contribution::member)).toList();
    requireOneEach(ordered);
    List<TensorSpec> specs = common.tensors().stream().map(Tensor::spec).toList();
    ordered.forEach(each -> requireSame(specs, each));
    List<Tensor> average =
        IntStream.range(0, specs.size())
            .mapToObj(place -> average(specs.get(place), place, ordered))
            .toList();
    return new JointRound(epochsDone + 1, new Weights(average));
  }

  private static void requireOneEach(List<Contribution> contributions) {
    long members = contributions.stream().map(Contribution::member).distinct().count();
    if (contributions.isEmpty() || members != contributions.size()) {
      throw new IllegalArgumentException(
          "%d contributions of %d members cannot be averaged; give one of each who trained."
              .formatted(contributions.size(), members));
    }
  }

  private static void requireSame(List<TensorSpec> specs, Contribution each) {
    if (!each.weights().tensors().stream().map(Tensor::spec).toList().equals(specs)) {
      throw new IllegalArgumentException(
          "What %s trained is another model; leave it out.".formatted(each.member()));
    }
  }

  private static Tensor average(TensorSpec spec, int place, List<Contribution> contributions) {
    List<Tensor> tensors =
        contributions.stream().map(each -> each.weights().tensors().get(place)).toList();
    double all = contributions.stream().mapToLong(Contribution::samples).sum();
    float[] average = new float[tensors.get(0).size()];
    for (int i = 0; i < average.length; i++) {
      double sum = 0;
      for (int member = 0; member < tensors.size(); member++) {
        sum += tensors.get(member).value(i) * (double) contributions.get(member).samples();
      }
      average[i] = (float) (sum / all);
    }
    return Tensor.of(spec, average);
  }
}
