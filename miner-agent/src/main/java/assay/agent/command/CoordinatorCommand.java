package assay.agent.command;

import assay.agent.Agent;
import assay.agent.coordinator.Coordinator;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobPermit;
import assay.agent.miner.JobSlots;
import assay.agent.miner.JobWatch;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerSettings;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A miner whose training is done by the sites of data owners. */
@Command(
    name = "coordinator",
    description = "Lead federated trainings on the sites of data owners.")
final class CoordinatorCommand {

  /** Runs until it is stopped. */
  @Command(
      name = "run",
      description = {
        "Take part in bounties that are trained by rounds, until stopped. Which ones, and how many",
        "at once, says miner.properties."
      })
  int run(@Mixin HomeOption home, @Mixin NotesOption notes, @Mixin EngineOption chosen) {
    Clock clock = Clock.systemUTC();
    AgentHome own = home.home();
    MinerSettings settings = MinerSettings.load(own, AgentSettings.load(own).devices());
    try (Agent agent = Agent.open(own, clock, new SecureRandom());
        JobSlots slots = JobSlots.of(settings.jobs(), () -> chosen.open(agent.settings()))) {
      Narrator narrator = notes.narrator(clock);
      RunningAgents.runAlone(agent, () -> run(agent, narrator, settings, slots));
    }
    return 0;
  }

  private static void run(Agent agent, Narrator narrator, MinerSettings settings, JobSlots slots) {
    Coordinator coordinator = Coordinator.of(agent, narrator);
    Miner.Choosing choosing =
        new Miner.Choosing(settings.rules().onSites(), JobPermit.ALL, alone -> coordinator);
    new AgentLoop(
            narrator,
            () -> {
              agent.requireKnownDeployment();
              narrator.tell("waiting", agent.address(), "Looks for bounties trained by rounds.");
            },
            List.of(
                agent.sender()::resume,
                new KeyWatch(agent.sender(), System::nanoTime),
                new Membership(agent, Role.MINER),
                new Miner(agent, narrator, choosing, slots, JobWatch.NONE),
                new Caretaker(agent, narrator)))
        .run();
  }
}
