package assay.agent.federated;

import assay.agent.platform.FederatedBoard;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A platform's board of federated jobs, in memory; everybody gets a view of it in his own name. It
 * can be taken away. Thread-safe.
 */
public final class MemoryFederatedBoard {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final ContractAt market;
  private final Map<BountyId, Set<Address>> owners = new HashMap<>();
  private final Map<FederatedJob, Job> jobs = new HashMap<>();
  private boolean isAway;

  /**
   * @param market that jobs are of
   */
  public MemoryFederatedBoard(ContractAt market) {
    this.market = market;
  }

  /** A bounty with datasets of these accounts. */
  public synchronized void post(BountyId bounty, Collection<Address> dataOwners) {
    owners.put(bounty, Set.copyOf(dataOwners));
  }

  /** Whether nobody reaches it from now on. */
  public synchronized void setAway(boolean away) {
    isAway = away;
  }

  /** The board in that account's name. */
  public FederatedBoard of(Address account) {
    return new View(account);
  }

  /** What is kept of one job. */
  private static final class Job {

    private final List<RoundEntry> log = new ArrayList<>();
    private final Set<Address> ready = new TreeSet<>();
    private final Map<Address, SentUpdate> updates = new TreeMap<>();
    private Optional<SignedCall> call = Optional.empty();
    private boolean isOpen;

    private Optional<FederatedRound> last() {
      return log.isEmpty()
          ? Optional.empty()
          : Optional.of(log.get(log.size() - 1)).map(RoundEntry::round);
    }

    private void endCall() {
      call = Optional.empty();
      updates.clear();
    }

    private void end() {
      isOpen = false;
      ready.clear();
      endCall();
    }
  }

  private static PlatformRefusedException refused(int status, String code) {
    return new PlatformRefusedException(status, code, "It is refused with " + code + ".");
  }

  private final class View implements FederatedBoard {

    private final Address account;

    View(Address account) {
      this.account = account;
    }

    private void requireHere() {
      if (isAway) {
        throw new PlatformUnreachableException(URI.create("http://127.0.0.1:1"), "it is away");
      }
    }

    private void require(boolean holds, int status, String code) {
      if (!holds) {
        throw refused(status, code);
      }
    }

    private FederatedJob mine(BountyId bounty) {
      return new FederatedJob(market, bounty, account);
    }

    private Optional<Job> find(FederatedJob job) {
      return Optional.ofNullable(jobs.get(job));
    }

    private Job open(FederatedJob job) {
      return find(job)
          .filter(kept -> kept.isOpen)
          .orElseThrow(() -> refused(NOT_FOUND, "no-federated-job"));
    }

    private boolean isInvited(BountyId bounty) {
      return owners.getOrDefault(bounty, Set.of()).contains(account);
    }

    private void requireInvited(BountyId bounty) {
      require(isInvited(bounty), FORBIDDEN, "not-invited");
    }

    private void requireOwn(Address signer, boolean isSigned) {
      require(signer.equals(account), FORBIDDEN, "not-your-statement");
      require(isSigned, BAD_REQUEST, "malformed");
    }

    @Override
    public void open(BountyId bounty) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        require(owners.containsKey(bounty), NOT_FOUND, "not-found");
        jobs.computeIfAbsent(mine(bounty), job -> new Job()).isOpen = true;
      }
    }

    @Override
    public List<Address> sites(BountyId bounty) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        return find(mine(bounty)).map(job -> List.copyOf(job.ready)).orElse(List.of());
      }
    }

    @Override
    public void call(SignedCall call) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        requireOwn(call.statement().job().coordinator(), call.isSigned());
        Job job = open(call.statement().job());
        require(call.statement().round() == job.log.size() + 1, CONFLICT, "round-out-of-order");
        if (!job.call.equals(Optional.of(call))) {
          job.endCall();
          job.call = Optional.of(call);
        }
      }
    }

    @Override
    public List<SentUpdate> updates(BountyId bounty) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        return find(mine(bounty)).map(job -> List.copyOf(job.updates.values())).orElse(List.of());
      }
    }

    @Override
    public void record(RoundEntry entry) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        FederatedRound round = entry.round();
        requireOwn(
            round.job().coordinator(),
            entry.isSigned() && round.updates().stream().allMatch(SignedUpdate::isSigned));
        Job job = open(round.job());
        if (round.number() <= job.log.size()) {
          require(job.log.get(round.number() - 1).equals(entry), CONFLICT, "round-recorded");
          return;
        }
        boolean isNext =
            round.number() == job.log.size() + 1
                && job.last().map(last -> last.model().equals(round.previousModel())).orElse(true);
        require(isNext, CONFLICT, "round-out-of-order");
        job.log.add(entry);
        job.endCall();
      }
    }

    @Override
    public void end(BountyId bounty) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        find(mine(bounty)).ifPresent(Job::end);
      }
    }

    @Override
    public List<FederatedJob> jobs() {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        return jobs.entrySet().stream()
            .filter(job -> job.getValue().isOpen && isInvited(job.getKey().bounty()))
            .map(Map.Entry::getKey)
            .toList();
      }
    }

    @Override
    public void ready(FederatedJob job) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        Job kept = open(job);
        requireInvited(job.bounty());
        kept.ready.add(account);
      }
    }

    @Override
    public void leave(FederatedJob job) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        find(job).ifPresent(kept -> kept.ready.remove(account));
      }
    }

    @Override
    public Optional<SignedCall> current(FederatedJob job) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        return find(job)
            .filter(kept -> account.equals(job.coordinator()) || isInvited(job.bounty()))
            .flatMap(kept -> kept.call);
      }
    }

    @Override
    public void send(SentUpdate update) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        SiteUpdate said = update.signed().statement();
        requireOwn(said.site(), update.signed().isSigned());
        Job job = open(said.job());
        requireInvited(said.job().bounty());
        requireCalled(job, said);
        SentUpdate kept = job.updates.putIfAbsent(account, update);
        require(kept == null || kept.equals(update), CONFLICT, "sent-already");
      }
    }

    private void requireCalled(Job job, SiteUpdate said) {
      boolean isOn = job.call.filter(call -> call.statement().round() == said.round()).isPresent();
      require(isOn, CONFLICT, "round-over");
      boolean isFromLast =
          job.last().map(last -> last.model().equals(said.previousModel())).orElse(true);
      require(isFromLast, CONFLICT, "other-model");
    }

    @Override
    public Optional<RoundLog> rounds(FederatedJob job) {
      synchronized (MemoryFederatedBoard.this) {
        requireHere();
        return find(job).map(kept -> new RoundLog(job, kept.log, List.of()));
      }
    }
  }
}
