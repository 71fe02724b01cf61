package assay.agent.pool;

import assay.chain.Address;
import assay.registry.wire.StrictJson;
import assay.training.pool.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who did how much of a job, as its operator writes it down.
 *
 * @param work one entry for each member, or several
 */
public record WorkFile(List<Line> work) {

  private static final int LONGEST = 1 << 18;

  private static final StrictJson<WorkFile> JSON =
      new StrictJson<>(
          WorkFile.class, LONGEST, (words, cause) -> PoolRuleException.unreadableWork(words));

  /** One entry. */
  public record Line(Address member, long samples, int weight) {

    public Line {
      // The bounds are those of the work itself.
      weight = new Work(member, samples, weight).weight();
    }

    Work work() {
      return new Work(member, samples, weight);
    }
  }

  public WorkFile {
    work = List.copyOf(work);
  }

  /**
   * Reads a file.
   *
   * @throws PoolRuleException if it cannot be read
   */
  public static WorkFile read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw PoolRuleException.unreadableWork(file + " is too long");
      }
      return JSON.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw PoolRuleException.unreadableWork(file + " cannot be read: " + e.getMessage());
    }
  }

  /** Reads what {@link #json()} wrote. */
  public static WorkFile parse(String json) {
    return JSON.read(json.getBytes(StandardCharsets.UTF_8));
  }

  /** As a file has it. */
  public String json() {
    return new String(JSON.write(this), StandardCharsets.UTF_8);
  }

  /** The entries as shares are reckoned from them. */
  public List<Work> works() {
    return work.stream().map(Line::work).toList();
  }
}
