package assay.agent.command;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.approval.GrantWatch;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.loop.Notifier;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
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
    Consumer<Note> listener = notes.listener();
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom());
        Notifier notifier =
            new Notifier(agent.settings().notifyCommand(), new Narrator(clock, listener))) {
      Narrator narrator = new Narrator(clock, listener.andThen(notifier));
      RunningAgents.runAlone(
          agent,
          new AgentLoop(
                  narrator,
                  () -> {
                    agent.requireKnownDeployment();
                    narrator.tell("waiting", agent.address(), "Waits for requests.");
                  },
                  List.of(
                      agent.sender()::resume,
                      new KeyWatch(agent.sender(), System::nanoTime),
                      new Membership(agent, Role.DATA_OWNER),
                      new Approver(agent, narrator),
                      new GrantWatch(agent, narrator)))
              ::run);
    }
    return 0;
  }
}
