package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.chain.Bytes32;
import assay.training.pool.Offer;
import assay.training.pool.Question;
import assay.training.pool.RigDevice;
import assay.training.pool.Signed;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Answers what researchers ask pools, each question once; looks every few seconds. An offer binds
 * nobody, so nothing is written down: after a restart open questions are answered again. Not
 * thread-safe.
 */
public final class OfferGiver implements AgentTask {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Agent agent;
  private final Narrator narrator;
  private final PoolSettings settings;
  private final LongSupplier nanoTime;
  private final Set<Bytes32> answered = new HashSet<>();
  private long lookAt;

  public OfferGiver(Agent agent, Narrator narrator, PoolSettings settings, LongSupplier nanoTime) {
    this.agent = agent;
    this.narrator = narrator;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.lookAt = nanoTime.getAsLong();
  }

  @Override
  public void advance() {
    if (nanoTime.getAsLong() - lookAt < 0) {
      return;
    }
    lookAt = nanoTime.getAsLong() + EVERY.toNanos();
    List<Question> open = agent.platform().pools().questions();
    answered.retainAll(open.stream().map(Question::id).toList());
    List<Question> fresh =
        open.stream().filter(question -> !answered.contains(question.id())).toList();
    if (!fresh.isEmpty()) {
      agent.events().refresh();
      OfferRule rule = new OfferRule(settings, devices());
      fresh.forEach(question -> answer(question, rule));
    }
  }

  private List<RigDevice> devices() {
    return new PoolBook(agent.platform().pools(), agent.pools().registry())
        .members(agent.address(), agent.events()).stream()
            .flatMap(member -> member.devices().stream())
            .toList();
  }

  private void answer(Question question, OfferRule rule) {
    rule.estimate(question.need()).ifPresent(estimate -> offer(question, estimate));
    answered.add(question.id());
  }

  private void offer(Question question, Offer.Estimate estimate) {
    Offer offer =
        new Offer(
            agent.pools().registry(),
            question.id(),
            agent.address(),
            estimate,
            agent.clock().instant().plus(settings.validFor()).truncatedTo(ChronoUnit.SECONDS));
    agent.platform().pools().offer(Signed.by(agent.sender().account(), offer));
    narrator.tell(
        "offered",
        question.id(),
        "Offered %s ETH and %d minutes."
            .formatted(estimate.price().inEther(), 1 + estimate.time().toMinutes()));
  }
}
