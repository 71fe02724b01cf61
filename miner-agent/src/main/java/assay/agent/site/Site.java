package assay.agent.site;

import assay.agent.Agent;
import assay.agent.federated.FederatedTools;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.agent.loop.Rounds;
import assay.agent.miner.JobSlots;
import assay.agent.miner.JobWatch;
import assay.agent.miner.Refusal;
import assay.agent.miner.VersionReader;
import assay.agent.owner.MissingKeyException;
import assay.agent.owner.VersionKeys;
import assay.agent.site.FederatedBounties.FederatedBounty;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountySpec;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.federated.round.FederatedJob;
import assay.training.ledger.BountyFacts.DatasetPart;
import assay.training.ledger.BountyState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An owner's site: takes part in the federated jobs that its policy allows and whose coordinators
 * have its grant. It opens its own data with its own key, in memory, and lets nothing out but
 * updates. The policy is looked at again and again; a job that it does not allow any more is left.
 * Not thread-safe.
 */
public final class Site implements AgentTask {

  private final Agent agent;
  private final FederatedTools tools;
  private final JobSlots slots;
  private final SitePolicyFile file;
  private final FederatedBounties bounties;
  private final Rounds rounds;
  private final Map<FederatedJob, Worker> workers = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private volatile SitePolicy policy;

  private record Worker(CompletableFuture<Integer> future, AtomicBoolean isDropped) {}

  /**
   * @param slots where it trains
   */
  public Site(Agent agent, Narrator narrator, JobSlots slots) {
    this.agent = agent;
    this.tools = FederatedTools.of(agent, narrator);
    this.slots = slots;
    this.file = new SitePolicyFile(agent.home());
    this.policy = file.read();
    this.bounties = new FederatedBounties(agent);
    this.rounds = new Rounds(narrator);
  }

  /** A policy that cannot be read stops the site where it stands, with the reason. */
  @Override
  public void advance() {
    agent.events().refresh();
    policy = file.read();
    List<FederatedJob> jobs = tools.board().jobs();
    Set.copyOf(workers.keySet()).stream().filter(job -> !jobs.contains(job)).forEach(this::drop);
    jobs.forEach(job -> rounds.visit(job.bounty(), () -> lead(job)));
  }

  private void drop(FederatedJob job) {
    Worker worker = workers.remove(job);
    if (worker != null) {
      worker.isDropped().set(true);
      worker.future().cancel(false);
    }
  }

  private void lead(FederatedJob job) {
    Optional<FederatedBounty> bounty =
        bounties.find(job.bounty().value()).filter(found -> isOpen(job, found));
    Optional<Refusal> against =
        bounty.flatMap(found -> policy.against(found.offer(job.coordinator(), Purpose.TRAIN)));
    if (bounty.isEmpty() || against.isPresent()) {
      leave(job, against);
    } else if (workers.containsKey(job)) {
      goOn(job, workers.get(job));
    } else {
      bounty.get().partOf(agent.address()).ifPresent(part -> begin(job, bounty.get(), part));
    }
  }

  private boolean isOpen(FederatedJob job, FederatedBounty bounty) {
    ContractAt market = new ContractAt(agent.deployment().chainId(), agent.market().address());
    return job.market().equals(market) && bounty.facts().state() == BountyState.OPEN;
  }

  private void leave(FederatedJob job, Optional<Refusal> against) {
    if (workers.containsKey(job)) {
      drop(job);
      tools.board().leave(job);
    }
    against
        .filter(refusal -> told.add(job.bounty() + " " + job.coordinator() + refusal))
        .ifPresent(
            refusal ->
                tools
                    .narrator()
                    .tell(
                        "job-refused",
                        job.bounty(),
                        "Takes no part under coordinator %s: %s"
                            .formatted(job.coordinator(), refusal.sentence()),
                        Map.of("reason", refusal.code())));
  }

  /** What it threw, as if it had been thrown here: a broken journal ends the agent. */
  private void goOn(FederatedJob job, Worker worker) {
    if (worker.future().isDone()) {
      workers.remove(job);
      try {
        worker.future().join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** Not before the coordinator has its grant, so that no data is opened in vain. */
  private void begin(FederatedJob job, FederatedBounty bounty, DatasetPart part) {
    if (tools.grants().live(part.version(), job.coordinator()).isEmpty()) {
      return;
    }
    BountySpec spec = bounty.spec();
    slots.requireSupport(spec.modelSpec());
    LabelledData data = open(part.version(), spec.data().format());
    SiteJob work =
        new SiteJob(job, part.version(), SiteJob.training(spec, data), () -> policy, JobWatch.NONE);
    AtomicBoolean isDropped = new AtomicBoolean();
    workers.put(
        job,
        new Worker(
            slots.run(engine -> new SiteRounds(tools, work).follow(engine, isDropped::get)),
            isDropped));
    tools
        .narrator()
        .tell(
            "site-ready",
            job.bounty(),
            "Trains %s where it is, when coordinator %s calls."
                .formatted(part.version(), job.coordinator()));
  }

  private LabelledData open(VersionId version, DataFormat format) {
    VersionReader versions = new VersionReader(agent.store(), agent.ledger());
    if (versions.registered(version).minimumLevel().isPublic()) {
      return versions.open(version, format).data();
    }
    AgeIdentity key =
        new VersionKeys(agent.home())
            .find(version)
            .orElseThrow(() -> new MissingKeyException(version, agent.home()));
    return versions.open(version, format, key).data();
  }
}
