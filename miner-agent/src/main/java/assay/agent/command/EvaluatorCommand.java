package assay.agent.command;

import assay.agent.Agent;
import assay.agent.confine.ConfiningTools;
import assay.agent.contribution.MeasuredContributions;
import assay.agent.evaluator.Enrolment;
import assay.agent.evaluator.Evaluator;
import assay.agent.evaluator.SeedGiver;
import assay.agent.examination.LimitedExaminer;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Narrator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The evaluator's commands. */
@Command(name = "evaluator", description = "Judge submissions.")
final class EvaluatorCommand {

  /** Runs until it is stopped. */
  @Command(name = "run", description = "Sit on panels until stopped.")
  int run(
      @Mixin HomeOption home,
      @Mixin NotesOption notes,
      @Mixin EngineOption chosen,
      @Option(
              names = "--without-namespaces",
              description =
                  "Where the system forbids namespaces: examine checkpoints in a child that keeps"
                      + " the network, its other limits staying.")
          boolean isWithoutNamespaces) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    ConfiningTools tools = tools(isWithoutNamespaces, narrator);
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      LimitedExaminer examiner =
          new LimitedExaminer(
              tools, System.getProperty("java.class.path"), chosen.choice(agent.settings()));
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
                      new Evaluator(
                          agent,
                          narrator,
                          examiner,
                          new MeasuredContributions(agent, narrator, examiner)),
                      new Caretaker(agent, narrator)))
              ::run);
    }
    return 0;
  }

  /** Before it takes a seat an evaluator must know whether it can do what it is bonded for. */
  private static ConfiningTools tools(boolean isWithoutNamespaces, Narrator narrator) {
    if (!isWithoutNamespaces) {
      return ConfiningTools.ofSystem();
    }
    narrator.tell(
        "less-limited",
        "agent",
        "Strangers' checkpoints are examined in a child that can reach the network: who takes it"
            + " over can send away what this user can read. Allow user and network namespaces to"
            + " this user and leave '--without-namespaces' out.");
    return ConfiningTools.withNetwork();
  }
}
