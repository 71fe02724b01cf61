package assay.system;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerRules;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.training.run.SoftmaxRegressionEngine;
import java.util.concurrent.Executors;

/** The product's miner in a thread of the test, with the plain Java engine. */
record Trainee(Agent agent, String name, Thread thread) {

  private static final MinerRules RULES =
      new MinerRules(Wei.ZERO, 20, 16, 1, 1, 10, MinerRules.quarterOfMemory());

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
                new SoftmaxRegressionEngine(System::nanoTime),
                Executors.newSingleThreadExecutor(Trainee::daemon)));
    return new Trainee(agent, name, thread);
  }

  /** Ends its work for good, wherever it stands. */
  void vanish() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "rig");
    thread.setDaemon(true);
    return thread;
  }
}
