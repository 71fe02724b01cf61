package assay.agent.rerun;

import assay.chain.Bytes32;
import java.util.List;

/**
 * What repeating a training gave. Immutable.
 *
 * @param engine that repeated it
 * @param epochs that it learned
 * @param differences of the environment; none: the same
 * @param recorded SHA-256 of the checkpoint's weights file
 * @param repeated SHA-256 of the repeated training's weights file
 * @param finding whether the promise holds, and by what
 */
public record RerunReport(
    String engine,
    int epochs,
    List<Difference> differences,
    Bytes32 recorded,
    Bytes32 repeated,
    Finding finding) {

  private static final String ENGINE = "software.engine";

  public RerunReport {
    differences = List.copyOf(differences);
  }

  public boolean isSameEnvironment() {
    return differences.isEmpty();
  }

  /** Whether the engine and its version are those of the provenance. */
  public boolean isSameEngine() {
    return differences.stream().noneMatch(difference -> difference.name().equals(ENGINE));
  }

  public boolean holds() {
    return finding.holds();
  }
}
