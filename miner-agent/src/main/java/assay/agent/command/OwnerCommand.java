package assay.agent.command;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The data owner's agent. */
@Command(name = "owner", description = "Answer those who ask for an owner's data.")
final class OwnerCommand {

  /** Runs until it is stopped. */
  @Command(
      name = "run",
      description = "Answer requests by the standing rules and as decided, until stopped.")
  int run(@Mixin HomeOption home, @Mixin NotesOption notes) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      new AgentLoop(
              narrator,
              () -> {
                agent.requireKnownDeployment();
                narrator.tell("waiting", agent.address(), "Waits for requests.");
              },
              List.of(
                  agent.sender()::resume,
                  new Membership(agent, Role.DATA_OWNER),
                  new Approver(agent, narrator)))
          .run();
    }
    return 0;
  }
}
