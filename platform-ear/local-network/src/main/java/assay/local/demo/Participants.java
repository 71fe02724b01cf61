package assay.local.demo;

import assay.agent.Agent;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.local.network.LocalNetwork;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The people of the demo who are no processes of their own: they act in threads of this one. */
final class Participants implements AutoCloseable {

  private static final long GRACE_MILLIS = 3_000;

  private final LocalNetwork network;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Thread> loops = new ArrayList<>();

  Participants(LocalNetwork network) {
    this.network = network;
  }

  /** Opens the home of that name. */
  Agent open(String name) {
    Agent agent = Agent.open(network.home(name), Clock.systemUTC(), new SecureRandom());
    agents.add(agent);
    return agent;
  }

  /** Lets an agent do its duties until the end. */
  void employ(String name, Narrator narrator, List<AgentTask> tasks) {
    Thread loop = new Thread(new AgentLoop(narrator, tasks)::run, name);
    loop.setDaemon(true);
    loop.start();
    loops.add(loop);
  }

  @Override
  public void close() {
    loops.forEach(Thread::interrupt);
    loops.forEach(Participants::join);
    agents.forEach(Agent::close);
  }

  private static void join(Thread loop) {
    try {
      loop.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
