package assay.agent.joint;

import assay.agent.loop.AgentTask;
import assay.agent.miner.JobPermit;
import assay.agent.miner.Refusal;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.Signed;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Lets an operator's miner train what he named a crew for, to train it together; what he began so
 * he ends. Not thread-safe.
 */
public final class JointDesk implements AgentTask, JobPermit {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Refusal NO_CREW =
      new Refusal("no-crew", "no crew is to train it together; see 'assay pool dispatch'.");

  private final JointTools tools;
  private final LongSupplier nanoTime;
  private Set<BountyId> named = Set.of();
  private long lookAt;

  public JointDesk(JointTools tools, LongSupplier nanoTime) {
    this.tools = tools;
    this.nanoTime = nanoTime;
    this.lookAt = nanoTime.getAsLong();
  }

  @Override
  public void advance() {
    if (nanoTime.getAsLong() - lookAt >= 0) {
      lookAt = nanoTime.getAsLong() + EVERY.toNanos();
      named =
          tools.board().crews().stream()
              .map(Signed::statement)
              .filter(Crew::isTogether)
              .filter(crew -> crew.registry().equals(tools.self().registry()))
              .filter(crew -> crew.pool().equals(tools.self().address()))
              .map(Crew::bounty)
              .collect(Collectors.toUnmodifiableSet());
    }
  }

  @Override
  public Optional<Refusal> against(BountyId bounty) {
    boolean isOurs = named.contains(bounty) || new JointBook(tools.journal(), bounty).isBegun();
    return isOurs ? Optional.empty() : Optional.of(NO_CREW);
  }
}
