package assay.agent.joint;

import assay.agent.loop.Narrator;
import assay.agent.miner.JobRun;
import assay.chain.Address;
import assay.training.pool.JointRound;
import assay.training.pool.RoundPlan;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import java.util.Locale;
import java.util.Map;

/** Tells how a joint training goes. Not thread-safe. */
final class RoundTeller {

  private final Narrator narrator;
  private final JobRun run;
  private EpochReport last = EpochReport.NONE;
  private double loss;

  RoundTeller(Narrator narrator, JobRun run) {
    this.narrator = narrator;
    this.run = run;
  }

  /** Hands an epoch's progress on, and rests when the rig has to. */
  TrainingListener listener() {
    return new Listener(false);
  }

  /** The same, and ends the training after its next epoch. */
  TrainingListener oneEpoch() {
    return new Listener(true);
  }

  private final class Listener implements TrainingListener {

    private final boolean isOneEpoch;

    Listener(boolean isOneEpoch) {
      this.isOneEpoch = isOneEpoch;
    }

    @Override
    public void onProgress(Progress progress) {
      loss = progress.loss();
      run.watch().onProgress(run.bounty(), progress, last);
      run.watch().rest(run.bounty(), run.time()::isOver);
    }

    @Override
    public boolean wantsStop() {
      return isOneEpoch || run.time().isOver();
    }
  }

  void averaged(JointRound next, int rigs, RoundPlan plan) {
    String measured = measure(next);
    narrator.tell(
        "joint-round",
        run.bounty(),
        "Epoch %d of %d: %d of %d rigs in, accuracy %s on the public samples."
            .formatted(next.epochsDone(), plan.epochs(), rigs, plan.parts().size(), measured),
        Map.of(
            "epoch", String.valueOf(next.epochsDone()),
            "epochs", String.valueOf(plan.epochs()),
            "in", String.valueOf(rigs),
            "called", String.valueOf(plan.parts().size()),
            "accuracy", measured));
  }

  /** The loss is this rig's own. */
  private String measure(JointRound next) {
    TrainingJob job = run.job();
    float[][] answers = run.engine().predict(job.spec(), next.common(), job.validation());
    last = EpochReport.of(job, next.epochsDone(), loss, answers);
    return String.format(Locale.ROOT, "%.3f", last.accuracy());
  }

  void early(int epochs) {
    narrator.tell(
        "ends-early",
        run.bounty(),
        "Ends after epoch %d: another round might end after the last commit.".formatted(epochs));
  }

  void resumed(int epochs) {
    narrator.tell(
        "resumed",
        run.bounty(),
        "Goes on after epoch %d.".formatted(epochs),
        Map.of("epoch", String.valueOf(epochs)));
  }

  void lost(int epochs, String reason) {
    narrator.tell(
        "state-lost",
        run.bounty(),
        "The weights of epoch %d are lost, it goes on before them: %s".formatted(epochs, reason));
  }

  void late(Address member, int round) {
    tell(
        "member-late",
        member,
        "%s did not reply to round %d in time and is left out of it.".formatted(member, round));
  }

  void gone(Address member) {
    tell(
        "member-gone",
        member,
        "%s has no lease any more and is left out of this round.".formatted(member));
  }

  void refused(Address member, int round, String reason) {
    tell(
        "reply-refused",
        member,
        "What %s sent for round %d is left out: %s".formatted(member, round, reason));
  }

  private void tell(String event, Address member, String message) {
    narrator.tell(event, run.bounty(), message, Map.of("member", member.hex()));
  }
}
