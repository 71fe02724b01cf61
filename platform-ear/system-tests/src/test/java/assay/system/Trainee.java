package assay.system;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.agent.miner.JobSlots;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerRules;
import assay.agent.miner.TrainingPlan;
import assay.registry.actor.Role;
import assay.training.run.SoftmaxRegressionEngine;

/** The product's miner in a thread of the test, with the plain Java engine. */
record Trainee(Agent agent, String name, Thread thread) {

  private static final MinerRules RULES = MinerRules.taking(new TrainingPlan(20, 16, 1, 1, 10));

  static Trainee settle(Town town, String name) {
    Agent agent = town.open(name);
    Thread thread =
        town.employ(
            name,
            new Membership(agent, Role.MINER),
            new Miner(
                agent,
                town.narrator(name),
                RULES,
                JobSlots.of(1, () -> new SoftmaxRegressionEngine(System::nanoTime))));
    return new Trainee(agent, name, thread);
  }

  /** Ends its work for good, wherever it stands. */
  void vanish() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
