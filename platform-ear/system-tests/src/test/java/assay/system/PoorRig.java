package assay.system;

import assay.agent.loop.JsonNotes;
import assay.agent.loop.Membership;
import assay.chain.Address;
import assay.local.process.ChildProcess;
import assay.local.process.JavaCommand;
import assay.registry.actor.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A miner of its own process whose home and work folder are small disks and whose clock is three
 * hours ahead until it is set.
 */
final class PoorRig implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 384;
  private static final int HOME_KIBIBYTES = 512;
  private static final int WORK_KIBIBYTES = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Town town;
  private final String name;
  private final Address address;
  private final SmallDisks disks;
  private final SetClock clock;
  private final Path home;
  private final Path log;
  private ChildProcess process;

  private PoorRig(Town town, String name, SmallDisks disks, SetClock clock) {
    this.town = town;
    this.name = name;
    this.disks = disks;
    this.clock = clock;
    this.address = town.network().home(name).account().address();
    this.home = town.network().home(name).folder();
    this.log = town.network().folder().log(name);
    this.process = run();
  }

  /** Joins as a miner, then moves to the small disks and mines. */
  static PoorRig start(Town town, String name) throws IOException, InterruptedException {
    town.briefly(
        name,
        agent -> {
          new Membership(agent, Role.MINER).advance();
          return agent.home().work();
        });
    SmallDisks disks = SmallDisks.open();
    Path home = town.network().home(name).folder();
    disks.put(home, HOME_KIBIBYTES);
    disks.put(home.resolve("work"), WORK_KIBIBYTES);
    Path offset = town.network().folder().part("clocks").resolve(name);
    return new PoorRig(town, name, disks, SetClock.kept(offset, "+3h"));
  }

  Address address() {
    return address;
  }

  SetClock clock() {
    return clock;
  }

  void fillHome() throws IOException {
    disks.fill(home);
  }

  void freeHome() throws IOException {
    disks.free(home);
  }

  void fillWork() throws IOException {
    disks.fill(home.resolve("work"));
  }

  void freeWork() throws IOException {
    disks.free(home.resolve("work"));
  }

  /** What it said before it ended by itself. */
  String lastWords() throws IOException, InterruptedException {
    Wait.until(name + " to give up", PATIENCE, () -> !process.isAlive());
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void startAgain() {
    process = run();
  }

  @Override
  public void close() {
    process.kill();
    disks.close();
  }

  private ChildProcess run() {
    List<String> mine =
        JavaCommand.assay(HEAP_MEGABYTES, "miner", "run", "--json", "--home", home.toString());
    return ChildProcess.start(
        name,
        log,
        disks.inFrontOf(mine),
        clock.environment(),
        line -> JsonNotes.parse(line).ifPresent(note -> town.notes().hear(name, note)));
  }
}
