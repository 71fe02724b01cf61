package assay.agent.command;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.approval.GrantWatch;
import assay.agent.home.AgentHome;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.loop.Notifier;
import assay.agent.miner.JobSlots;
import assay.agent.site.Site;
import assay.agent.site.SiteDoor;
import assay.agent.site.SitePolicyFile;
import assay.registry.actor.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A data owner's site in federated trainings. */
@Command(
    name = "site",
    description = "Train on an owner's own data in federated rounds, and let nothing else out.")
final class SiteCommand {

  /** Runs until it is stopped. */
  @Command(
      name = "run",
      description = {
        "Take part in federated jobs as the policy allows, and answer requests as 'assay owner run'",
        "does, until stopped."
      })
  int run(@Mixin HomeOption home, @Mixin NotesOption notes, @Mixin EngineOption chosen) {
    Clock clock = Clock.systemUTC();
    Consumer<Note> listener = notes.listener();
    int jobs = new SitePolicyFile(home.home()).jobs();
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom());
        Notifier notifier =
            new Notifier(agent.settings().notifyCommand(), new Narrator(clock, listener));
        JobSlots slots = JobSlots.of(jobs, () -> chosen.open(agent.settings()))) {
      Narrator narrator = new Narrator(clock, listener.andThen(notifier));
      RunningAgents.runAlone(agent, () -> run(agent, narrator, slots));
    }
    return 0;
  }

  private static void run(Agent agent, Narrator narrator, JobSlots slots) {
    SiteDoor door = new SiteDoor(agent, narrator);
    new AgentLoop(
            narrator,
            () -> {
              agent.requireKnownDeployment();
              narrator.tell("waiting", agent.address(), "Waits for coordinators.");
            },
            List.of(
                agent.sender()::resume,
                new KeyWatch(agent.sender(), System::nanoTime),
                new Membership(agent, Role.SITE),
                door,
                new Approver(agent, narrator, door::takes),
                new GrantWatch(agent, narrator),
                new Site(agent, narrator, slots)))
        .run();
  }

  /** Writes the file of the policy, or reads the one that is there. */
  @Command(
      name = "policy",
      description = {
        "Write site.properties, which says what could be set, into the home; of one that is there",
        "say whether it can be read."
      })
  int policy(@Mixin HomeOption home) {
    AgentHome own = home.home();
    SitePolicyFile file = new SitePolicyFile(own);
    boolean isNew = file.propose();
    file.read();
    System.out.println(
        isNew
            ? "Wrote %s; it takes part in nothing until you set 'specs'."
                .formatted(own.sitePolicy())
            : "%s can be read.".formatted(own.sitePolicy()));
    return 0;
  }
}
