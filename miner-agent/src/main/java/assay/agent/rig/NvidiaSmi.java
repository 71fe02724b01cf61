package assay.agent.rig;

import assay.agent.program.BoundedProgram;
import assay.agent.program.Outcome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NVIDIA's GPUs, as the driver's own program {@code nvidia-smi} tells of them. Where it is not
 * installed there are none. Thread-safe.
 */
public final class NvidiaSmi implements DeviceProbe {

  private static final String NAME = "nvidia-smi";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_OUTPUT = 1 << 16;
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final String searchPath;
  private final Duration patience;

  /**
   * @param searchPath folders to look for the program in, as the variable PATH lists them
   */
  public NvidiaSmi(String searchPath) {
    this(searchPath, PATIENCE);
  }

  NvidiaSmi(String searchPath, Duration patience) {
    this.searchPath = searchPath;
    this.patience = patience;
  }

  @Override
  public RigReport look() {
    return program().map(this::ask).orElse(RigReport.EMPTY);
  }

  /** Only from whole paths: an empty or relative entry would run what lies in any folder. */
  private Optional<Path> program() {
    return SEPARATOR
        .splitAsStream(searchPath)
        .flatMap(NvidiaSmi::folder)
        .map(folder -> folder.resolve(NAME))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> folder(String text) {
    try {
      return Stream.of(Path.of(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  private RigReport ask(Path program) {
    try {
      Outcome answer = query(program, NvidiaSmiTable.COLUMNS);
      return answer instanceof Outcome.Ended ended && ended.code() != 0
          ? askAnOldDriver(program, ended)
          : report(answer, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return RigReport.trouble("nvidia-smi was interrupted.");
    }
  }

  /** Drivers before 510 do not know the last column and then refuse to answer at all. */
  private RigReport askAnOldDriver(Path program, Outcome.Ended refused)
      throws InterruptedException {
    int known = NvidiaSmiTable.COLUMNS.size() - 1;
    Outcome answer = query(program, NvidiaSmiTable.COLUMNS.subList(0, known));
    return answer.isWell() ? report(answer, ", [N/A]") : report(refused, "");
  }

  private Outcome query(Path program, List<String> columns) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--query-gpu=" + String.join(",", columns));
    command.add("--format=csv,noheader,nounits");
    return new BoundedProgram(command, patience, MOST_OUTPUT).run();
  }

  private static RigReport report(Outcome answer, String missing) {
    if (answer instanceof Outcome.Ended ended && ended.code() == 0) {
      return NvidiaSmiTable.read(
          ended.output().lines().map(line -> line + missing).reduce("", (a, b) -> a + b + "\n"));
    }
    return RigReport.trouble(
        "nvidia-smi %s; GPUs are left out until it works.".formatted(answer.words()));
  }
}
