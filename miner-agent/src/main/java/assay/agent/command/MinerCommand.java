package assay.agent.command;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobSlots;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerSettings;
import assay.engine.dl4j.Dl4jEngine;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The miner's commands. */
@Command(
    name = "miner",
    description = "Train for bounties.",
    subcommands = {MinerBountiesCommand.class, MinerDevicesCommand.class})
final class MinerCommand {

  /** Runs until it is stopped. */
  @Command(name = "run", description = "Take part in bounties until stopped.")
  int run(@Mixin HomeOption home, @Mixin NotesOption notes) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    AgentHome own = home.home();
    MinerSettings settings = MinerSettings.load(own, AgentSettings.load(own).devices());
    try (Agent agent = Agent.open(own, clock, new SecureRandom());
        JobSlots slots = JobSlots.of(settings.jobs(), () -> new Dl4jEngine(System::nanoTime))) {
      new AgentLoop(
              narrator,
              () -> {
                agent.requireKnownDeployment();
                narrator.tell("waiting", agent.address(), "Looks for bounties to train for.");
              },
              List.of(
                  agent.sender()::resume,
                  new Membership(agent, Role.MINER),
                  new Miner(agent, narrator, settings.rules(), slots),
                  new Caretaker(agent, narrator)))
          .run();
    }
    return 0;
  }
}
