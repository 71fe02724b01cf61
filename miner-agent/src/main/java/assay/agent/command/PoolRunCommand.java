package assay.agent.command;

import assay.agent.Agent;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Narrator;
import assay.agent.pool.OfferGiver;
import assay.agent.pool.PoolSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Answers for a pool until it is stopped. */
@Command(name = "run", description = "Answer what researchers ask this pool, until stopped.")
final class PoolRunCommand implements Callable<Integer> {

  private final Clock clock = Clock.systemUTC();

  @Mixin private HomeOption home;

  @Mixin private NotesOption notes;

  @Override
  public Integer call() {
    PoolSettings settings = PoolSettings.load(home.home());
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      RunningAgents.runAlone(agent, () -> run(agent, settings));
    }
    return 0;
  }

  private void run(Agent agent, PoolSettings settings) {
    Narrator narrator = notes.narrator(clock);
    new AgentLoop(
            narrator,
            () -> {
              agent.requireKnownDeployment();
              narrator.tell("waiting", agent.address(), "Answers what the pool is asked.");
            },
            List.of(
                agent.sender()::resume,
                new KeyWatch(agent.sender(), System::nanoTime),
                new OfferGiver(agent, narrator, settings, System::nanoTime)))
        .run();
  }
}
