package assay.agent.confine;

import assay.agent.confine.ConfinementException.Reason;
import assay.agent.program.BoundedProgram;
import assay.agent.program.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The two programs of util-linux that limit a child: {@code unshare} takes the network away, {@code
 * prlimit} sets the kernel's limits. An instance exists only where what it uses was found and did
 * its work once. Immutable.
 */
public final class ConfiningTools {

  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OPEN_FILES = 256;

  /** Counted per user before Linux 5.14, so low enough for a fork bomb only. */
  private static final int PROCESSES = 4096;

  /** What a JVM reserves beside its heap without touching it. */
  private static final long RESERVED_MEGABYTES = 4096;

  private final List<String> apart;
  private final Path prlimit;

  /**
   * @param apart what takes a program from the network, if anything does
   */
  private ConfiningTools(List<String> apart, Path prlimit) {
    this.apart = List.copyOf(apart);
    this.prlimit = prlimit;
  }

  /** Those of this system; refuses where there are none or they are not allowed to work. */
  public static ConfiningTools ofSystem() {
    return in(FOLDERS);
  }

  /**
   * Limits without namespaces: the child keeps the network. Only for whoever said that he wants
   * this, on a system that forbids namespaces.
   */
  public static ConfiningTools withNetwork() {
    ConfiningTools tools = new ConfiningTools(List.of(), find("prlimit", FOLDERS));
    tools.requireWorking();
    return tools;
  }

  static ConfiningTools in(List<Path> folders) {
    List<String> apart = List.of(find("unshare", folders).toString(), "--map-root-user", "--net");
    ConfiningTools tools = new ConfiningTools(apart, find("prlimit", folders));
    tools.requireWorking();
    return tools;
  }

  /** The command in front of another one that limits it. */
  List<String> inFrontOf(List<String> command, Limits limits) {
    List<String> whole = new ArrayList<>(apart);
    whole.addAll(
        List.of(
            prlimit.toString(),
            "--core=0",
            "--nofile=" + OPEN_FILES,
            "--nproc=" + PROCESSES,
            "--fsize=" + limits.fileBytes(),
            "--as="
                + ((limits.heapMegabytes() + limits.nativeMegabytes() + RESERVED_MEGABYTES) << 20),
            "--cpu=" + limits.cpu().toSeconds() + ":" + (limits.cpu().toSeconds() + 1)));
    whole.addAll(command);
    return whole;
  }

  private static Path find(String name, List<Path> folders) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfinementException(
                    Reason.UNAVAILABLE,
                    "Foreign files are read in a limited child process only, and this system lacks"
                        + " the program '"
                        + name
                        + "' for that; install util-linux (Linux only)."));
  }

  private void requireWorking() {
    Limits limits = new Limits(1 << 10, PATIENCE, PATIENCE, 1);
    List<String> nothing = List.of(prlimit.toString(), "--version");
    try {
      Outcome outcome = new BoundedProgram(inFrontOf(nothing, limits), PATIENCE, 0).run();
      if (!outcome.isWell()) {
        throw new ConfinementException(
            Reason.UNAVAILABLE,
            "Foreign files are read in a limited child process only, and this system does not"
                + " allow one: unshare with prlimit "
                + outcome.words()
                + "; allow user and network namespaces to this user. (An evaluator can do without"
                + " them at its own risk: --without-namespaces.)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfinementException(
          Reason.UNAVAILABLE, "The search for limits was interrupted; try again.", e);
    }
  }
}
