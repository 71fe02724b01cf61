package assay.agent.joint;

import assay.agent.journal.Journal;
import assay.agent.keys.UnknownRecipientException;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.miner.JobData;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobTime;
import assay.agent.miner.JobTrainer.Trained;
import assay.agent.miner.JobWatch;
import assay.agent.miner.TrainingPlan;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.dataset.ContractAt;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.BountyId;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.Signed;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** An operator and two members with a board and a store in memory, and the digits. */
final class Team implements AutoCloseable {

  static final Account OPERATOR = TestAccounts.number(1);
  static final Account ANNA = TestAccounts.number(2);
  static final Account BRUNO = TestAccounts.number(3);
  static final BountyId JOB = new BountyId(Bytes32.keccak256("a joint job"));
  static final ContractAt REGISTRY = new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  static final Bytes32 DATA = Bytes32.keccak256("the digits");
  static final ModelSpec MODEL = softmax();

  private static final Digits DIGITS = Digits.load();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration ROUND = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofMillis(2);

  final MemoryBoard board = new MemoryBoard();
  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  final ContentStore store = new DagContentStore(blocks);
  final List<Note> notes = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final SecureRandom random = new SecureRandom();
  private final Map<Address, AgeIdentity> identities =
      Map.of(
          OPERATOR.address(), AgeIdentity.generate(random),
          ANNA.address(), AgeIdentity.generate(random),
          BRUNO.address(), AgeIdentity.generate(random));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Journal> journals = new ArrayList<>();
  private final List<CompletableFuture<Integer>> members = new ArrayList<>();
  private Address keyless = Address.ZERO;
  private Pacer pacer = new Passing(() -> false);
  private volatile Duration left = Duration.ofDays(1_000);
  private final JobTime time =
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
  private AtomicBoolean isOver = new AtomicBoolean();

  Team(Path folder) {
    this.folder = folder;
    Crew crew =
        new Crew(
            REGISTRY,
            OPERATOR.address(),
            JOB,
            List.of(ANNA.address(), BRUNO.address()),
            true,
            Instant.EPOCH);
    board.of(OPERATOR.address()).name(Signed.by(OPERATOR, crew));
    board.stand(ANNA.address(), Standing.ABSENT);
    board.stand(BRUNO.address(), Standing.ABSENT);
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
        new Optimizer.Sgd(0.3, 0, false),
        List.of(Metric.ACCURACY));
  }

  AgeIdentity identity(Account account) {
    return identities.get(account.address());
  }

  Path journal(String name) {
    return folder.resolve(name + ".jsonl");
  }

  private JointTools tools(Account account, Journal journal, Pacer pacer) {
    return new JointTools(
        new Party(REGISTRY, account, identity(account)),
        board.of(account.address()),
        store,
        journal,
        new Narrator(CLOCK, notes::add),
        CLOCK,
        pacer);
  }

  /** The operator's time: an hour passes at a rest in which this holds, else none. */
  void passTimeWhen(BooleanSupplier holds) {
    pacer = new Passing(holds);
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

  /** Leads the job to its end, or until it is over. */
  Trained lead(int epochs) {
    return lead(epochs, JobWatch.NONE);
  }

  /** As if the member had never joined. */
  void loseKey(Account member) {
    keyless = member.address();
  }

  private AgeRecipient recipient(Address account) {
    if (account.equals(keyless)) {
      throw new UnknownRecipientException(account);
    }
    return identities.get(account).recipient();
  }

  /** How long the job may take. */
  void setLeft(Duration time) {
    left = time;
  }

  Trained lead(int epochs, JobWatch watch) {
    LabelledData training = DIGITS.training();
    TrainingJob job =
        new TrainingJob(
            MODEL,
            training,
            DIGITS.test(),
            new TrainingPlan(epochs, 16, 1, 1, 10)
                .settings(JOB, OPERATOR.address(), MODEL, training.size()));
    JobRun run =
        new JobRun(
            JOB,
            job,
            List.of(new DataIdentity("digits", DATA, training.size())),
            new SoftmaxRegressionEngine(System::nanoTime),
            watch,
            time);
    try (Journal journal = Journal.open(journal("operator"), CLOCK)) {
      JointTools tools = tools(OPERATOR, journal, pacer);
      return operator(tools).train(run);
    }
  }

  private JointOperator operator(JointTools tools) {
    return new JointOperator(tools, this::recipient, ROUND, random);
  }

  /** The operator hears that the job's checkpoint is safe. */
  void endTheJob() {
    try (Journal journal = Journal.open(journal("operator"), CLOCK)) {
      operator(tools(OPERATOR, journal, pacer)).over(JOB);
    }
  }

  /** How much of what the store has is pinned. */
  long pinned() {
    return blocks.all().stream().filter(store::isPinned).count();
  }

  /** Lets a member follow calls from a thread of his own. */
  void employ(Account member, String name) {
    employ(member, name, DIGITS.training());
  }

  void employ(Account member, String name, LabelledData data) {
    Journal journal = Journal.open(journal(name), CLOCK);
    journals.add(journal);
    JointTools tools = tools(member, journal, Pacer.resting(PAUSE));
    JobData.Part part = new JobData.Part(new DataIdentity("digits", DATA, data.size()), data);
    MemberRounds.Job job =
        new MemberRounds.Job(
            OPERATOR.address(),
            identity(OPERATOR).recipient(),
            new JobData.Opened(JOB, MODEL, List.of(part), DIGITS.test()),
            TrainingPlan.standard(1),
            JobWatch.NONE);
    board.stand(member.address(), Standing.PREPARING);
    tools.board().ready(JOB);
    AtomicBoolean isRetired = isOver;
    members.add(
        CompletableFuture.supplyAsync(
            () ->
                new MemberRounds(tools, job)
                    .follow(new SoftmaxRegressionEngine(System::nanoTime), isRetired::get),
            threads));
  }

  List<Note> told(String event) {
    return notes.stream().filter(note -> note.event().equals(event)).toList();
  }

  /** Ends all members, whose journals stay. */
  void retire() {
    isOver.set(true);
    isOver = new AtomicBoolean();
    CompletableFuture.allOf(members.toArray(CompletableFuture[]::new)).join();
    members.clear();
    journals.forEach(Journal::close);
    journals.clear();
  }

  @Override
  public void close() {
    retire();
    threads.shutdown();
  }
}
