package assay.agent.status;

import assay.agent.care.PauseGate;
import assay.agent.care.Thermostat;
import assay.agent.care.Watchdog;
import assay.agent.loop.Narrator;
import assay.agent.rig.DeviceProbe;
import assay.agent.rig.RigReport;
import assay.chain.Address;
import assay.chain.DaemonThreads;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at the rig every ten seconds and at the jobs every two, beside the agent's own loop, which
 * may wait for the chain for minutes: rests training, feeds the watchdog, writes the status.
 */
public final class RigMonitor implements AutoCloseable {

  private static final long TICK_SECONDS = 2;
  private static final int TICKS_PER_LOOK = 5;

  private final Narrator narrator;
  private final Senses senses;
  private final Thermostat thermostat;
  private final PauseGate gate;
  private final Watchdog watchdog;
  private final StatusFile file;
  private final Thread thread = DaemonThreads.named("rig-monitor").newThread(this::work);
  private final Instant startedAt = StatusFile.startOfThisProcess();
  private volatile RigReport rig = RigReport.EMPTY;
  private int ticks;
  private String lastFailure = "";

  /**
   * What it looks at.
   *
   * @param account whose agent this is
   * @param earnings as they were found last
   */
  public record Senses(
      Address account,
      Clock clock,
      DeviceProbe probe,
      JobBoard board,
      Supplier<Optional<Earnings>> earnings) {}

  /** What it acts on. */
  public record Hands(Thermostat thermostat, PauseGate gate, Watchdog watchdog, StatusFile file) {}

  public RigMonitor(Narrator narrator, Senses senses, Hands hands) {
    this.narrator = narrator;
    this.senses = senses;
    this.thermostat = hands.thermostat();
    this.gate = hands.gate();
    this.watchdog = hands.watchdog();
    this.file = hands.file();
  }

  /** Begins to look, in a thread of its own. */
  public void start() {
    thread.start();
  }

  /** Whatever goes wrong is told once, and looked at again: stops and watchdog hang on it. */
  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          tick();
          lastFailure = "";
        } catch (RuntimeException e) {
          tellOnce(e);
        }
        TimeUnit.SECONDS.sleep(TICK_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellOnce(RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(lastFailure)) {
      lastFailure = reason;
      narrator.tell("monitor-failed", "rig", reason);
    }
  }

  /** The rig as it was seen last. */
  public RigReport rig() {
    return rig;
  }

  /** The status now. */
  public MinerStatus status() {
    return new MinerStatus(
        senses.account(),
        ProcessHandle.current().pid(),
        startedAt,
        senses.clock().instant(),
        rig,
        senses.board().jobs(),
        gate.reason(),
        senses.earnings().get());
  }

  /** One look. */
  void tick() {
    if (ticks % TICKS_PER_LOOK == 0) {
      lookAtRig();
    }
    ticks++;
    watchdog.look();
    file.write(StatusJson.of(status()));
  }

  private void lookAtRig() {
    rig = senses.probe().look();
    Optional<String> reason = thermostat.judge(rig);
    if (gate.set(reason)) {
      narrator.tell(
          reason.isPresent() ? "training-rests" : "training-goes-on",
          "rig",
          reason.map(why -> "Training rests: " + why).orElse("Training goes on."));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
