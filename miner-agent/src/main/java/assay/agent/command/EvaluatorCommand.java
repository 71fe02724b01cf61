package assay.agent.command;

import assay.agent.Agent;
import assay.agent.evaluator.Enrolment;
import assay.agent.evaluator.Evaluator;
import assay.agent.evaluator.SeedGiver;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Narrator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The evaluator's commands. */
@Command(name = "evaluator", description = "Judge submissions.")
final class EvaluatorCommand {

  /** Runs until it is stopped. */
  @Command(name = "run", description = "Sit on panels until stopped.")
  int run(@Mixin HomeOption home, @Mixin NotesOption notes, @Mixin EngineOption chosen) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      RunningAgents.runAlone(
          agent,
          new AgentLoop(
                  narrator,
                  agent::requireKnownDeployment,
                  List.of(
                      agent.sender()::resume,
                      new KeyWatch(agent.sender(), System::nanoTime),
                      new Enrolment(agent, narrator),
                      new SeedGiver(agent, narrator),
                      new Evaluator(agent, narrator, chosen.open(agent.settings())),
                      new Caretaker(agent, narrator)))
              ::run);
    }
    return 0;
  }
}
