package assay.agent.contribution;

import assay.agent.Agent;
import assay.agent.confine.ConfinementException;
import assay.agent.evaluator.Contributions;
import assay.agent.examination.SeriesExaminer;
import assay.agent.keys.SealedEvidence;
import assay.agent.loop.Narrator;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.chain.Bytes32;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.dataset.ContractAt;
import assay.training.federated.contribution.OwnerShares.Holding;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.RoundFacts;
import assay.training.ledger.SubmissionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures in a thread beside the agent's turns, one submission after the other, so that nothing
 * else waits. What cannot be measured is told with its reason and makes zeros; what only cannot be
 * had now is tried again at the next turn. Asked from one thread.
 */
public final class MeasuredContributions implements Contributions {

  private static final Duration LONGEST = Duration.ofDays(7);

  private final Sources sources;
  private final Narrator narrator;
  private final Function<Measurement, List<Integer>> meter;
  private final Executor beside;
  private final Map<Bytes32, CompletableFuture<List<Integer>>> begun = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** The agent need not wait for it when it ends. */
  private static final class Background extends Thread {

    Background(Runnable work) {
      super(work, "contributions");
      setDaemon(true);
    }
  }

  /** An agent's, in a thread beside it. */
  public MeasuredContributions(Agent agent, Narrator narrator, SeriesExaminer examiner) {
    this(
        Sources.of(agent),
        narrator,
        new ContributionMeter(
                job -> agent.platform().federated().rounds(job), agent.store(), examiner)
            ::shares,
        Executors.newSingleThreadExecutor(Background::new));
  }

  /**
   * @param meter may take long, and throw
   * @param beside where it works
   */
  MeasuredContributions(
      Sources sources,
      Narrator narrator,
      Function<Measurement, List<Integer>> meter,
      Executor beside) {
    this.sources = sources;
    this.narrator = narrator;
    this.meter = meter;
    this.beside = beside;
  }

  /** What chain and mailbox say, asked from the agent's own thread. */
  interface Sources {

    ContractAt market();

    /** Of the job's rounds, oldest first. */
    List<RoundAnchor> anchors(FederatedJob job);

    Optional<SealedEvidence> evidence(BountyFacts bounty, SubmissionFacts submission);

    /** Time of the final chain. */
    Instant now();

    /** An agent's. */
    static Sources of(Agent agent) {
      return new Sources() {
        @Override
        public ContractAt market() {
          return new ContractAt(agent.deployment().chainId(), agent.market().address());
        }

        @Override
        public List<RoundAnchor> anchors(FederatedJob job) {
          return new RoundFacts(agent.events()).of(job);
        }

        @Override
        public Optional<SealedEvidence> evidence(BountyFacts bounty, SubmissionFacts submission) {
          return agent.keys().evidence(bounty, submission);
        }

        @Override
        public Instant now() {
          return agent.events().now();
        }
      };
    }
  }

  @Override
  public Optional<List<Integer>> sharesOf(
      BountyFacts bounty, SubmissionFacts submission, Scored scored) {
    CompletableFuture<List<Integer>> measured = begun.get(submission.commitHash());
    if (measured == null) {
      return begin(bounty, submission, scored);
    }
    return measured.isDone() ? ended(bounty, submission, measured) : Optional.empty();
  }

  private Optional<List<Integer>> begin(
      BountyFacts bounty, SubmissionFacts submission, Scored scored) {
    FederatedJob job = new FederatedJob(sources.market(), bounty.id(), submission.miner());
    List<RoundAnchor> anchors = sources.anchors(job);
    if (anchors.isEmpty()) {
      return notMeasured(bounty, submission, "it anchored no rounds of a federated job.");
    }
    Optional<SealedEvidence> evidence = sources.evidence(bounty, submission);
    evidence
        .map(found -> new Measurement(job, anchors, found, holdings(bounty), scored, left(bounty)))
        .ifPresent(
            measurement ->
                begun.put(
                    submission.commitHash(),
                    CompletableFuture.supplyAsync(() -> meter.apply(measurement), beside)));
    return Optional.empty();
  }

  private static List<Holding> holdings(BountyFacts bounty) {
    return bounty.datasets().stream()
        .map(part -> new Holding(part.owner(), part.weight()))
        .toList();
  }

  /** What comes after the seats have committed is in vain. */
  private Duration left(BountyFacts bounty) {
    Duration left = Duration.between(sources.now(), bounty.stateDeadline());
    if (left.toSeconds() < 1) {
      return Duration.ofSeconds(1);
    }
    return left.compareTo(LONGEST) > 0 ? LONGEST : left;
  }

  private Optional<List<Integer>> ended(
      BountyFacts bounty, SubmissionFacts submission, CompletableFuture<List<Integer>> measured) {
    begun.remove(submission.commitHash());
    try {
      List<Integer> shares = measured.join();
      narrator.tell(
          "contributions-measured",
          bounty.id(),
          "Measured what each dataset contributed to %s's model, in basis points: %s."
              .formatted(submission.miner(), words(shares)),
          Map.of("miner", submission.miner().hex(), "shares", words(shares)));
      return Optional.of(shares);
    } catch (CompletionException e) {
      return failed(bounty, submission, Objects.requireNonNull(e.getCause()));
    }
  }

  private static String words(List<Integer> shares) {
    return shares.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** An error of the virtual machine is not the evidence's. */
  private Optional<List<Integer>> failed(
      BountyFacts bounty, SubmissionFacts submission, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (mayPass(failure)) {
      tellOnce("contributions-later", bounty, submission, failure.getMessage());
      return Optional.empty();
    }
    return notMeasured(bounty, submission, String.valueOf(failure.getMessage()));
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof PlatformUnreachableException
        || failure instanceof PlatformRefusedException
        || failure instanceof StoreUnavailableException
        || failure instanceof ContentMissingException
        || (failure instanceof ConfinementException e
            && e.reason() == ConfinementException.Reason.DISTURBED);
  }

  private Optional<List<Integer>> notMeasured(
      BountyFacts bounty, SubmissionFacts submission, String reason) {
    tellOnce("contributions-not-measured", bounty, submission, reason);
    return Optional.of(Collections.nCopies(bounty.datasets().size(), 0));
  }

  private void tellOnce(
      String event, BountyFacts bounty, SubmissionFacts submission, @Nullable String reason) {
    if (told.add(event + " " + submission.commitHash() + reason)) {
      narrator.tell(
          event,
          bounty.id(),
          "What contributed to %s's model is not measured: %s"
              .formatted(submission.miner(), reason),
          Map.of("miner", submission.miner().hex()));
    }
  }
}
