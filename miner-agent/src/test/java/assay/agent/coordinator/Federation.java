package assay.agent.coordinator;

import assay.agent.coordinator.FederatedWork.Listed;
import assay.agent.federated.FederatedTools;
import assay.agent.federated.HeldGrants;
import assay.agent.federated.MemoryFederatedBoard;
import assay.agent.joint.Pacer;
import assay.agent.journal.Journal;
import assay.agent.keys.SealedEvidence;
import assay.agent.keys.UnknownRecipientException;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobTime;
import assay.agent.miner.JobTrainer.Trained;
import assay.agent.miner.JobWatch;
import assay.agent.miner.TrainingPlan;
import assay.agent.platform.FederatedBoard;
import assay.agent.site.FollowingSite;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.InMemoryChain;
import assay.registry.ledger.InMemoryLedger;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.BountyId;
import assay.training.bounty.FederatedTerms;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.federated.round.RoundLog;
import assay.training.federated.site.SiteTraining;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingJob;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A coordinator and the sites of three owners with a third of the digits each; board, ledger, store
 * and anchors are in memory.
 */
final class Federation implements AutoCloseable {

  static final Account COORDINATOR = TestAccounts.number(1);
  static final Account ANNA = TestAccounts.number(2);
  static final Account BRUNO = TestAccounts.number(3);
  static final Account CLARA = TestAccounts.number(4);
  static final List<Account> OWNERS = List.of(ANNA, BRUNO, CLARA);
  static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("a federated bounty"));
  static final ContractAt MARKET = new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  static final FederatedJob JOB = new FederatedJob(MARKET, BOUNTY, COORDINATOR.address());
  static final ModelSpec MODEL = softmax();
  static final int ROUND_SECONDS = 1_800;

  private static final Digits DIGITS = Digits.load();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Instant START = Instant.ofEpochSecond(1_000);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int PUBLIC = 100;

  MemoryFederatedBoard board = newBoard();
  final InMemoryBlockStore blocks = new InMemoryBlockStore();
  final ContentStore store = new DagContentStore(blocks);
  final List<Note> notes = new CopyOnWriteArrayList<>();
  final List<RoundAnchor> anchors = new ArrayList<>();

  private final Path folder;
  private final FederatedTerms terms;
  private FederatedTerms led;
  private final SecureRandom random = new SecureRandom();
  private final InMemoryChain chain = new InMemoryChain(MARKET, START);
  private final Map<Address, VersionId> versions = new TreeMap<>();
  private final Map<Address, LabelledData> spoilt = new HashMap<>();
  private final Map<VersionId, GrantId> grants = new HashMap<>();
  private final Map<Address, AgeIdentity> identities = new HashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Following> following = new ArrayList<>();
  private final AtomicInteger deaths = new AtomicInteger();
  private Pacer pacer = new Passing(() -> false);
  private Address keyless = Address.ZERO;
  private double largestNorm = 1_000;
  private UnaryOperator<FederatedBoard> coordinatorsBoard = UnaryOperator.identity();
  private Consumer<Note> listener = note -> {};
  private volatile Duration left = Duration.ofDays(1_000);

  private record Following(
      Account owner, CompletableFuture<Integer> future, AtomicBoolean isOver) {}

  Federation(Path folder, int rounds, int leastSites) {
    this.folder = folder;
    this.terms =
        new FederatedTerms(FederatedTerms.FED_AVG, rounds, 1, 16, 0.3, leastSites, ROUND_SECONDS);
    this.led = terms;
    identities.put(COORDINATOR.address(), AgeIdentity.generate(random));
    OWNERS.forEach(this::register);
  }

  private static MemoryFederatedBoard newBoard() {
    MemoryFederatedBoard board = new MemoryFederatedBoard(MARKET);
    board.post(BOUNTY, OWNERS.stream().map(Account::address).toList());
    return board;
  }

  /** As if the platform had lost its database. */
  void loseBoard() {
    board = newBoard();
  }

  private static ModelSpec softmax() {
    LayerName scaled = new LayerName("scale");
    return new ModelSpec(
        Shape.of(64),
        List.of(
            new LayerNode(scaled, new CoreLayer.Rescaling(1 / 16.0, 0), List.of(LayerName.INPUT)),
            new LayerNode(
                new LayerName("output"),
                new CoreLayer.Dense(10, ActivationFunction.SOFTMAX, true),
                List.of(scaled))),
        Loss.CATEGORICAL_CROSSENTROPY,
        new Optimizer.Sgd(0.1, 0, false),
        List.of(Metric.ACCURACY));
  }

  private void register(Account owner) {
    identities.put(owner.address(), AgeIdentity.generate(random));
    InMemoryLedger ledger = ledger(owner);
    Bytes32 name = Bytes32.keccak256("data of " + owner.address());
    DatasetVersion version =
        new DatasetVersion(
            new Cid(Cid.Codec.RAW, name), name, 1_000, Bytes32.ZERO, SharingLevel.L3);
    VersionId id = new VersionId(ledger.register(version, ledger.nextNonce()).fact(), 1);
    versions.put(owner.address(), id);
    grant(owner);
  }

  /** Gives the coordinator a grant, in the place of one before. */
  void grant(Account owner) {
    GrantTerms given =
        new GrantTerms(
            owner.address(),
            COORDINATOR.address(),
            version(owner),
            Purpose.TRAIN,
            SharingLevel.L3,
            new Period(START, START.plus(Duration.ofDays(10_000))),
            Price.FREE);
    grants.put(version(owner), ledger(owner).grant(given).fact());
  }

  void revoke(Account owner) {
    ledger(owner).revoke(grantOf(owner));
  }

  GrantId grantOf(Account owner) {
    return grants.get(version(owner));
  }

  VersionId version(Account owner) {
    return versions.get(owner.address());
  }

  private InMemoryLedger ledger(Account account) {
    return chain.ledger(account.address(), 0);
  }

  AgeIdentity identity(Account account) {
    return identities.get(account.address());
  }

  static LabelledData data(Account owner) {
    return DIGITS.owners().get(OWNERS.indexOf(owner));
  }

  FederatedTerms terms() {
    return terms;
  }

  Path journal(String name) {
    return folder.resolve(name + ".jsonl");
  }

  private FederatedTools tools(Account account, Journal journal, FederatedBoard own, Pacer pace) {
    return new FederatedTools(
        new FederatedTools.Self(account, identity(account), this::recipient),
        own,
        store,
        journal,
        new Narrator(
            CLOCK,
            note -> {
              notes.add(note);
              if (account.equals(COORDINATOR)) {
                listener.accept(note);
              }
            }),
        new HeldGrants(
            ledger(account), (version, grantee) -> Stream.ofNullable(grants.get(version))),
        pace);
  }

  private AgeRecipient recipient(Address account) {
    if (account.equals(keyless)) {
      throw new UnknownRecipientException(account);
    }
    return identities.get(account).recipient();
  }

  /** As if the owner had never joined. */
  void loseKey(Account owner) {
    keyless = owner.address();
  }

  /** The coordinator's time: an hour passes at a rest in which this holds, else none. */
  void passTimeWhen(BooleanSupplier holds) {
    pacer = new Passing(holds);
  }

  /** The coordinator finds this one in the board's place. */
  void replaceBoard(UnaryOperator<FederatedBoard> by) {
    coordinatorsBoard = by;
  }

  /** Hears what the coordinator tells, before he goes on. */
  void listen(Consumer<Note> to) {
    listener = to;
  }

  void setLeft(Duration time) {
    left = time;
  }

  private static final class Passing implements Pacer {

    private final BooleanSupplier holds;
    private final Pacer real = Pacer.resting(PAUSE);
    private long now;

    Passing(BooleanSupplier holds) {
      this.holds = holds;
    }

    @Override
    public long nanoTime() {
      return now++;
    }

    @Override
    public void rest() {
      if (holds.getAsBoolean()) {
        now += Duration.ofHours(1).toNanos();
      }
      real.rest();
    }
  }

  /** Anchors as a chain keeps them. */
  void anchor(FederatedJob job, int number, Bytes32 root) {
    if (anchors.size() >= number) {
      if (!anchors.get(number - 1).root().equals(root)) {
        throw new WrongAnchorException(job, number, "another root has its place");
      }
      return;
    }
    anchors.add(
        new RoundAnchor(anchors.size(), root, Bytes32.keccak256("transaction " + anchors.size())));
  }

  JobRun run() {
    int[] places = IntStream.range(0, PUBLIC).toArray();
    LabelledData shown = DIGITS.test().select(places);
    TrainingJob job =
        new TrainingJob(
            MODEL,
            shown,
            shown,
            new TrainingPlan(40, 16, 1, 1, 10)
                .settings(BOUNTY, COORDINATOR.address(), MODEL, shown.size()));
    JobTime time =
        new JobTime() {
          @Override
          public boolean isOver() {
            return left.isNegative();
          }

          @Override
          public Duration left() {
            return left;
          }
        };
    return new JobRun(
        BOUNTY, job, List.of(), new SoftmaxRegressionEngine(System::nanoTime), JobWatch.NONE, time);
  }

  /** Leads the job to its end, from what its journal says. */
  Trained lead() {
    return lead(this::anchor);
  }

  Trained lead(RoundAnchors to) {
    try (Journal journal = Journal.open(journal("coordinator"), CLOCK)) {
      return coordinator(journal, to).train(run());
    }
  }

  /** The coordinator hears that the job's checkpoint is safe. */
  void endTheJob() {
    asCoordinator(
        coordinator -> {
          coordinator.over(BOUNTY);
          return BOUNTY;
        });
  }

  private Coordinator coordinator(Journal journal, RoundAnchors to) {
    FederatedBoard own = coordinatorsBoard.apply(board.of(COORDINATOR.address()));
    return new Coordinator(
        tools(COORDINATOR, journal, own, pacer),
        MARKET,
        bounty -> work(),
        new Lead.Setting(to, CLOCK, random));
  }

  /** The coordinator goes on to that round, whatever the bounty says. */
  void leadBeyond(int rounds) {
    led =
        new FederatedTerms(
            FederatedTerms.FED_AVG, rounds, 1, 16, 0.3, terms.leastSites(), ROUND_SECONDS);
  }

  private FederatedWork work() {
    return new FederatedWork(
        led,
        OWNERS.stream()
            .map(owner -> new Listed(version(owner), owner.address(), data(owner).size()))
            .toList(),
        true);
  }

  SiteTraining training(Account owner) {
    return new SiteTraining(terms, MODEL, spoilt.getOrDefault(owner.address(), data(owner)));
  }

  /** A site that is employed from now on learns from labels that say nothing. */
  void spoil(Account owner) {
    LabelledData whole = data(owner);
    Random labels = new Random(7);
    spoilt.put(
        owner.address(),
        LabelledData.of(
            whole.format(),
            IntStream.range(0, whole.size())
                .mapToObj(i -> new Sample(whole.sample(i).values(), labels.nextInt(10)))
                .toList()));
  }

  /** What a seat is given. */
  Optional<SealedEvidence> evidence() {
    return asCoordinator(coordinator -> coordinator.sealedEvidence(BOUNTY));
  }

  /** The coordinator hears that the bounty is over. */
  void endTheBounty() {
    asCoordinator(
        coordinator -> {
          coordinator.ended(BOUNTY);
          return BOUNTY;
        });
  }

  private <T> T asCoordinator(Function<Coordinator, T> act) {
    try (Journal journal = Journal.open(journal("coordinator"), CLOCK)) {
      return act.apply(coordinator(journal, this::anchor));
    }
  }

  /** Lets a site follow calls from a thread of its own. */
  void employ(Account owner) {
    employ(owner, board.of(owner.address()));
  }

  /** The same, on a board that may kill it: then it begins again, from its journal. */
  void employ(Account owner, FederatedBoard own) {
    FollowingSite.Work work =
        new FollowingSite.Work(JOB, version(owner), training(owner), largestNorm);
    AtomicBoolean isOver = new AtomicBoolean();
    following.add(
        new Following(
            owner,
            CompletableFuture.supplyAsync(() -> follow(owner, own, work, isOver), threads),
            isOver));
  }

  private int follow(
      Account owner, FederatedBoard own, FollowingSite.Work work, AtomicBoolean isOver) {
    while (true) {
      try (Journal journal = Journal.open(journal(owner.address().hex()), CLOCK)) {
        FederatedTools tools = tools(owner, journal, own, Pacer.resting(PAUSE));
        return FollowingSite.follow(tools, work, isOver::get);
      } catch (Mortality.Killed killed) {
        deaths.incrementAndGet();
      }
    }
  }

  /** How often a site was killed. */
  int deaths() {
    return deaths.get();
  }

  void employAll() {
    OWNERS.forEach(this::employ);
  }

  /** Sites that are employed from now on let no longer update out. */
  void boundUpdates(double norm) {
    largestNorm = norm;
  }

  /** A site that is ready and does nothing. */
  void standIdle(Account owner) {
    board.of(COORDINATOR.address()).open(BOUNTY);
    board.of(owner.address()).ready(JOB);
  }

  /** Waits until the coordinator can see it. */
  void awaitReady(Account owner) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!board.of(COORDINATOR.address()).sites(BOUNTY).contains(owner.address())
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** A site leaves. */
  void retire(Account owner) {
    following.stream().filter(each -> each.owner().equals(owner)).forEach(Federation::end);
    following.removeIf(each -> each.owner().equals(owner));
    board.of(owner.address()).leave(JOB);
  }

  private static void end(Following each) {
    each.isOver().set(true);
    each.future().join();
  }

  List<Note> told(String event) {
    return notes.stream().filter(note -> note.event().equals(event)).toList();
  }

  /** As its coordinator exports it. */
  RoundLog log() {
    RoundLog recorded = board.of(COORDINATOR.address()).rounds(JOB).orElseThrow();
    return new RoundLog(JOB, recorded.rounds(), anchors);
  }

  @Override
  public void close() {
    following.forEach(Federation::end);
    following.clear();
    threads.shutdown();
  }
}
