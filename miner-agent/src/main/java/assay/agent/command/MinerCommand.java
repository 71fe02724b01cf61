package assay.agent.command;

import assay.agent.Agent;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerRules;
import assay.chain.DaemonThreads;
import assay.engine.dl4j.Dl4jEngine;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The miner's commands. */
@Command(
    name = "miner",
    description = "Train for bounties.",
    subcommands = {MinerDevicesCommand.class})
final class MinerCommand {

  /** Runs until it is stopped. */
  @Command(name = "run", description = "Take part in bounties until stopped.")
  int run(@Mixin HomeOption home, @Mixin NotesOption notes) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    ExecutorService rig = Executors.newSingleThreadExecutor(DaemonThreads.named("rig"));
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      MinerRules rules = MinerRules.standard(agent.settings().devices());
      Dl4jEngine engine = new Dl4jEngine(System::nanoTime);
      new AgentLoop(
              narrator,
              () -> {
                agent.requireKnownDeployment();
                narrator.tell("waiting", agent.address(), "Looks for bounties to train for.");
              },
              List.of(
                  agent.sender()::resume,
                  new Membership(agent, Role.MINER),
                  new Miner(agent, narrator, rules, engine, rig),
                  new Caretaker(agent, narrator)))
          .run();
    } finally {
      rig.shutdownNow();
    }
    return 0;
  }
}
