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
  private final List<AgentLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  Participants(LocalNetwork network) {
    this.network = network;
  }

  /** Opens the home of that name. */
  Agent open(String name) {
    Agent agent = Agent.open(network.home(name), Clock.systemUTC(), new SecureRandom());
    agents.add(agent);
    return agent;
  }

  /** Closes a home, so that a process of its own can hold it. */
  void release(Agent agent) {
    agents.remove(agent);
    agent.close();
  }

  /** Lets an agent do its duties until the end. */
  void employ(String name, Narrator narrator, List<AgentTask> tasks) {
    AgentLoop loop = new AgentLoop(narrator, tasks);
    Thread thread = new Thread(loop::run, name);
    thread.setDaemon(true);
    thread.start();
    loops.add(loop);
    threads.add(thread);
  }

  @Override
  public void close() {
    loops.forEach(AgentLoop::end);
    threads.forEach(Participants::join);
    threads.forEach(Thread::interrupt);
    agents.forEach(Agent::close);
  }

  private static void join(Thread thread) {
    try {
      thread.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
