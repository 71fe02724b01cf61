package assay.agent.command;

import assay.agent.Agent;
import assay.agent.care.PauseGate;
import assay.agent.care.Thermostat;
import assay.agent.care.TrainingSwitch;
import assay.agent.care.Watchdog;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.home.HomeException;
import assay.agent.joint.JointDesk;
import assay.agent.joint.JointMember;
import assay.agent.joint.JointOperator;
import assay.agent.joint.JointTools;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Caretaker;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.LogFiles;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobData;
import assay.agent.miner.JobPermit;
import assay.agent.miner.JobSlots;
import assay.agent.miner.JobTrainer;
import assay.agent.miner.JobWatch;
import assay.agent.miner.Miner;
import assay.agent.miner.MinerSettings;
import assay.agent.pool.LeaseKeeper;
import assay.agent.pool.RigPublisher;
import assay.agent.report.RunLog;
import assay.agent.report.RunReporter;
import assay.agent.rig.MachineProbe;
import assay.agent.status.EarningsTask;
import assay.agent.status.JobBoard;
import assay.agent.status.RigMonitor;
import assay.agent.status.StatusFile;
import assay.agent.status.StatusPage;
import assay.registry.actor.Role;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the miner, with all that looks after its rig, until it is stopped. */
@Command(name = "run", description = "Take part in bounties until stopped.")
final class MinerRunCommand implements Callable<Integer> {

  private static final LongSupplier NANO_TIME = System::nanoTime;

  private final Clock clock = Clock.systemUTC();

  @Mixin private HomeOption home;

  @Mixin private NotesOption notes;

  @Mixin private EngineOption chosen;

  @Override
  public Integer call() {
    AgentHome own = home.home();
    MinerSettings settings = MinerSettings.load(own, AgentSettings.load(own).devices());
    try (Agent agent = Agent.open(own, clock, new SecureRandom());
        LogFiles logs = logs(settings)) {
      RunLog runLog = new RunLog();
      Narrator narrator = new Narrator(clock, notes.listener().andThen(logs).andThen(runLog));
      RunningAgents.runAlone(agent, () -> run(agent, settings, narrator, runLog));
    }
    return 0;
  }

  private LogFiles logs(MinerSettings settings) {
    MinerSettings.Surfaces surfaces = settings.surfaces();
    return new LogFiles(
        home.home().logs(), surfaces.logBytes(), surfaces.logFiles(), System.err::println);
  }

  private void run(Agent agent, MinerSettings settings, Narrator narrator, RunLog runLog) {
    PauseGate gate = new PauseGate();
    TrainingSwitch rigSwitch =
        new TrainingSwitch(
            settings.care().hooks(), agent.home().trainingMark(), narrator, NANO_TIME);
    JobBoard board = new JobBoard(clock, NANO_TIME, gate, rigSwitch);
    EarningsTask earnings = new EarningsTask(agent, NANO_TIME);
    rigSwitch.recover();
    try (JobSlots slots = JobSlots.of(settings.jobs(), () -> chosen.open(agent.settings()));
        RigMonitor monitor =
            new RigMonitor(
                narrator,
                new RigMonitor.Senses(
                    agent.address(), clock, MachineProbe.ofThisMachine(), board, earnings::latest),
                new RigMonitor.Hands(
                    new Thermostat(settings.care().stops(), NANO_TIME),
                    gate,
                    watchdog(settings, board, narrator),
                    new StatusFile(agent.home().status())));
        Page page = page(settings.surfaces().statusPort(), monitor);
        RunReporter reporter =
            new RunReporter(
                agent.platform().runs(),
                narrator,
                new RunReporter.Senses(
                    clock, NANO_TIME, monitor::rig, () -> gate.reason().isPresent(), runLog))) {
      monitor.start();
      page.tell(narrator);
      Work work = new Work(agent, narrator, settings, slots, watch(settings, board, reporter));
      loop(agent, narrator, work.tasks(), earnings);
    }
  }

  private static JobWatch watch(MinerSettings settings, JobBoard board, RunReporter reporter) {
    if (!settings.surfaces().isReporting()) {
      return board;
    }
    reporter.start();
    return JobWatch.both(board, reporter);
  }

  /** What the miner does, for itself or in a pool. */
  private record Work(
      Agent agent, Narrator narrator, MinerSettings settings, JobSlots slots, JobWatch watch) {

    List<AgentTask> tasks() {
      MinerSettings.Pooling pooling = settings.pooling();
      if (pooling.isLeased()) {
        return asMember();
      }
      return pooling.isTogether()
          ? asOperator(pooling.roundTime())
          : List.of(miner(JobPermit.ALL, JobTrainer.Choice.ALONE));
    }

    private List<AgentTask> asMember() {
      LeaseKeeper leases = new LeaseKeeper(agent, narrator, settings.jobs(), NANO_TIME);
      JointMember.Rig rig =
          new JointMember.Rig(
              new JobData(agent, narrator, settings.rules(), slots),
              slots,
              settings.rules().plan(),
              watch);
      return List.of(
          leases,
          miner(leases, JobTrainer.Choice.ALONE),
          new JointMember(agent, JointTools.of(agent, narrator), leases, rig));
    }

    private List<AgentTask> asOperator(Duration roundTime) {
      JointTools tools = JointTools.of(agent, narrator);
      JointDesk desk = new JointDesk(tools, NANO_TIME);
      JobTrainer together =
          new JointOperator(tools, agent.keys()::recipient, roundTime, agent.random());
      return List.of(desk, miner(desk, alone -> together));
    }

    private Miner miner(JobPermit permit, JobTrainer.Choice trainer) {
      Miner.Choosing choosing = new Miner.Choosing(settings.rules(), permit, trainer);
      return new Miner(agent, narrator, choosing, slots, watch);
    }
  }

  private static void loop(
      Agent agent, Narrator narrator, List<AgentTask> mining, EarningsTask earnings) {
    new AgentLoop(
            narrator,
            () -> {
              agent.requireKnownDeployment();
              narrator.tell("waiting", agent.address(), "Looks for bounties to train for.");
            },
            Stream.of(
                    List.of(
                        agent.sender()::resume,
                        new KeyWatch(agent.sender(), NANO_TIME),
                        new Membership(agent, Role.MINER)),
                    mining,
                    List.of(
                        RigPublisher.onceInAPool(agent, MachineProbe.ofThisMachine()),
                        earnings,
                        new Caretaker(agent, narrator)))
                .flatMap(List::stream)
                .toList())
        .run();
  }

  /** Whatever hangs would hang an orderly end too; all that must last is on disk already. */
  private static Watchdog watchdog(MinerSettings settings, JobBoard board, Narrator narrator) {
    return new Watchdog(
        settings.care().watchdog(),
        board::silence,
        quiet -> {
          tellStuck(quiet, narrator);
          Runtime.getRuntime().halt(Main.STUCK);
        });
  }

  private static void tellStuck(Duration quiet, Narrator narrator) {
    narrator.tell(
        "stuck",
        "rig",
        "Training made no progress for %d minutes; the agent ends, to be started again."
            .formatted(quiet.toMinutes()));
  }

  /** The page, if there is one. */
  private record Page(List<StatusPage> pages) implements AutoCloseable {

    void tell(Narrator narrator) {
      pages.forEach(
          page ->
              narrator.tell(
                  "status-page",
                  "rig",
                  "Shows its status at http://127.0.0.1:" + page.port() + "/"));
    }

    @Override
    public void close() {
      pages.forEach(StatusPage::close);
    }
  }

  private Page page(OptionalInt port, RigMonitor monitor) {
    if (port.isEmpty()) {
      return new Page(List.of());
    }
    try {
      return new Page(List.of(new StatusPage(port.getAsInt(), monitor::status)));
    } catch (IOException e) {
      throw new HomeException(
          home.home().minerSettings(),
          "has status.port=%d, which cannot be used: %s; choose another."
              .formatted(port.getAsInt(), e.getMessage()),
          e);
    }
  }
}
