package assay.agent.approval;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.RulesRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file of an owner's standing rules, which he may change at any time. One that is broken counts
 * for nothing as a whole. Not thread-safe.
 */
public final class RulesFile {

  private final Path path;
  private Optional<byte[]> lastRead = Optional.empty();
  private ApprovalRules lastRules = ApprovalRules.NONE;

  public RulesFile(Path path) {
    this.path = path;
  }

  /** The file of a home. */
  public static RulesFile of(AgentHome home) {
    return new RulesFile(home.approvalRules());
  }

  public Path path() {
    return path;
  }

  /**
   * The rules as they stand there now; none if there is no file.
   *
   * @throws HomeException with line and field, if they cannot be read
   */
  public ApprovalRules read() {
    if (!Files.exists(path)) {
      return ApprovalRules.NONE;
    }
    byte[] bytes = bytes();
    if (lastRead.filter(before -> Arrays.equals(bytes, before)).isEmpty()) {
      lastRules = parse(bytes);
      lastRead = Optional.of(bytes);
    }
    return lastRules;
  }

  /** Puts these rules in the place of those that are there. */
  public void replaceBy(ApprovalRules rules) {
    WholeFile.write(path, rules.toJson());
  }

  /** Puts these rules there if there is no file yet. */
  public void beginWith(ApprovalRules rules) {
    if (!Files.exists(path)) {
      replaceBy(rules);
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new HomeException(path, "cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private ApprovalRules parse(byte[] bytes) {
    try {
      return ApprovalRules.parse(bytes);
    } catch (RulesRefusedException e) {
      throw new HomeException(path, "is not clear, so no rule in it counts: " + e.getMessage(), e);
    }
  }
}
