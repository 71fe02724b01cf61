package assay.agent.joint;

import assay.agent.miner.JobRun;
import assay.agent.miner.JobTrainer;
import assay.training.bounty.BountyId;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Trains an operator's job together with his crew, round by round. Each round has a deadline: who
 * is late, gone or sends what is of no use is left out of it, and it goes on with the others, if
 * need be with this rig alone. Killed at any moment, it goes on at the round that was on. Called
 * from the threads of job slots, one job each.
 */
public final class JointOperator implements JobTrainer {

  private final JointTools tools;
  private final Recipients recipients;
  private final Duration roundTime;
  private final SecureRandom random;

  /**
   * @param recipients whom weights are sealed to
   * @param roundTime the longest that a round waits for members
   */
  public JointOperator(
      JointTools tools, Recipients recipients, Duration roundTime, SecureRandom random) {
    this.tools = tools;
    this.recipients = recipients;
    this.roundTime = roundTime;
    this.random = random;
  }

  @Override
  public Trained train(JobRun run) {
    PlanMaker plans = new PlanMaker(tools.weights(), recipients, run);
    return new JointLead(tools, run, plans, new JointLead.Rules(roundTime, random)).lead();
  }

  /** After a kill some of an earlier round may still be pinned: all of the job is released. */
  @Override
  public void over(BountyId bounty) {
    JointBook book = new JointBook(tools.journal(), bounty);
    if (book.isBegun() && !book.isReleased()) {
      book.pinned().forEach(cid -> tools.release(bounty, cid));
      book.keepReleased();
    }
  }
}
