package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.FinalEvents;
import assay.chain.LocalChain;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.chain.local.DevelopmentChain;
import assay.registry.actor.Actors;
import assay.registry.actor.Role;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.index.ChainIndexer;
import assay.registry.ledger.EthereumLedger;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.Commits;
import assay.training.bounty.SampleBatch;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.Score;
import assay.training.bounty.TestSet;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.MarketCalls;
import assay.training.ledger.PoolCalls;
import assay.training.ledger.SubmissionCalls;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import assay.training.pools.PoolProjection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A chain where every block is final, with one dataset, evaluators, a researcher and two miners,
 * and the steps of a bounty on it. 200 samples: 100 become public, 100 stay private.
 */
final class BountyWorld implements AutoCloseable {

  static final Wei REWARD = Wei.ofEther("3");
  static final Wei PANEL_FEE = Wei.ofEther("0.3");
  static final Wei OPENING_FEE = Wei.ofEther("0.1");
  static final Wei STAKE = Wei.ofEther("0.5");
  static final Wei EVALUATION_FEE = Wei.ofEther("0.1");
  static final Address PLATFORM = TestAccounts.number(77).address();

  static final Address POOL = TestAccounts.number(66).address();

  private static final int SAMPLES = 200;
  private static final int SAMPLES_PER_CALL = 25;
  private static final int WINDOW = 3_600;

  private final LocalChain local;
  private final ChainClient chain;
  private final Actors actors;
  private final MarketCalls market;
  private final SubmissionCalls submissions;
  private final FinalEvents events;
  private final Random random = new Random(11);
  private final Evaluators evaluators;

  private final TransactionSender researcher;
  private final TransactionSender winner;
  private final TransactionSender loser;
  private final Ledger owner;
  private final VersionId dataset;

  /**
   * @param node a chain without contracts, which is closed with this
   */
  BountyWorld(DevelopmentChain node) {
    this(node, 3);
  }

  /**
   * @param count of evaluators
   */
  BountyWorld(DevelopmentChain node, int count) {
    local = LocalChain.on(node);
    chain = local.chain();
    actors = new Actors(chain, local.deployment());
    market = new MarketCalls(chain, local.deployment());
    submissions = new SubmissionCalls(chain, local.deployment());
    events = new FinalEvents(chain, local.deployment());
    researcher = account();
    winner = account();
    loser = account();
    owner = new EthereumLedger(chain, local.deployment(), local.newAccount(), new SecureRandom());
    dataset = register();
    evaluators = new Evaluators(local, events);
    IntStream.range(0, count).forEach(number -> evaluators.enrol(account()));
    advance(Duration.ofSeconds(5));
  }

  LocalChain local() {
    return local;
  }

  Address researcher() {
    return researcher.address();
  }

  Address winner() {
    return winner.address();
  }

  Address loser() {
    return loser.address();
  }

  Address owner() {
    return owner.account();
  }

  VersionId dataset() {
    return dataset;
  }

  Actors actors() {
    return actors;
  }

  BountyFacts facts(BountyId bounty) {
    events.refresh();
    return BountyFacts.of(events, bounty).orElseThrow();
  }

  FinalEvents events() {
    events.refresh();
    return events;
  }

  private TransactionSender account() {
    TransactionSender account = local.newAccount();
    account.send(actors.deposit(Wei.ofEther("50")));
    return account;
  }

  private VersionId register() {
    DatasetVersion version =
        new DatasetVersion(
            Cid.of(Codec.RAW, new byte[] {1}),
            Bytes32.sha256(new byte[] {2}),
            1_000,
            Bytes32.keccak256("CC-BY-4.0"),
            SharingLevel.L1);
    return new VersionId(owner.register(version, owner.nextNonce()).fact(), 1);
  }

  private static SecureRandom random() {
    return new SecureRandom();
  }

  /** A bounty that has just been opened, and what its researcher alone knows. */
  record Opened(BountyId id, TestSet testSet, Bytes32 testKey) {}

  Opened open() {
    return open(BountyTerms.Extras.NONE);
  }

  Opened open(BountyTerms.Extras extras) {
    BigInteger nonce = market.nextNonce(researcher());
    BountyOrigin origin =
        new BountyOrigin(
            BigInteger.valueOf(chain.settings().chainId()), market.address(), researcher(), nonce);
    LabelledData samples = Digits.load().test().select(IntStream.range(0, SAMPLES).toArray());
    TestSet testSet = TestSet.salted(origin, samples, this::fresh);
    Bytes32 testKey = fresh();
    BountyTerms terms = terms(origin, testSet, testKey, extras);
    researcher.send(market.open(terms));
    return new Opened(BountyId.of(origin, terms.spec().hash()), testSet, testKey);
  }

  private BountyTerms terms(
      BountyOrigin origin, TestSet testSet, Bytes32 testKey, BountyTerms.Extras extras) {
    Cid spec = Cid.of(Codec.RAW, new byte[] {3});
    return new BountyTerms(
        origin.nonce(),
        new BountyTerms.Spec(
            spec, Bytes32.keccak256("spec"), AgeIdentity.generate(random()).recipient()),
        new BountyTerms.Test(
            testSet.root(), SAMPLES, origin.testKeyCommit(testKey), new Score(950_000)),
        new BountyTerms.Panel(3, 2, 1 << 20),
        BountyTerms.Money.inEther(REWARD, PANEL_FEE, STAKE, EVALUATION_FEE, 2),
        BountyTerms.Split.standard(PLATFORM),
        List.of(new BountyTerms.DatasetWeight(dataset, 10_000, true)),
        new BountyTerms.Windows(
            WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW),
        extras);
  }

  void revealSample(Opened opened) {
    evaluators.giveSeeds();
    Bytes32 seed = facts(opened.id()).sampleSeed().orElseThrow();
    SamplePermutation permutation = new SamplePermutation(seed, SAMPLES);
    int count = SamplePermutation.publicCount(SAMPLES);
    for (int first = 0; first < count; first += SAMPLES_PER_CALL) {
      SampleBatch batch = opened.testSet().reveal(permutation, first, SAMPLES_PER_CALL);
      researcher.send(market.revealSample(opened.id(), batch));
    }
  }

  void cancel(BountyId bounty) {
    researcher.send(market.cancel(bounty));
  }

  /** The winner goes into a pool that takes a tenth. */
  void joinAPool() {
    winner.send(actors.join(Set.of(Role.MINER), AgeIdentity.generate(random()).recipient()));
    winner.send(pools().set(new PoolEntry(POOL, new PoolFee(1_000))));
    winner.send(pools().setRig(Bytes32.keccak256("inventory")));
  }

  /** The winner leaves his pool. */
  void leaveThePool() {
    winner.send(pools().set(PoolEntry.NONE));
  }

  PoolCalls pools() {
    return new PoolCalls(chain, local.deployment());
  }

  /** Both miners commit, the loser twice; both reveal. */
  void submit(BountyId bounty) {
    submit(bounty, () -> {});
  }

  /**
   * The same.
   *
   * @param onceCommitted what happens before they reveal
   */
  void submit(BountyId bounty, Runnable onceCommitted) {
    Commits.Opening first = opening(bounty, loser(), "an early try");
    Commits.Opening good = opening(bounty, winner(), "a good model");
    Commits.Opening poor = opening(bounty, loser(), "a poor model");
    GrantDeed toWinner = grant(winner());
    GrantDeed toLoser = grant(loser());
    commit(bounty, loser, first);
    commit(bounty, winner, good);
    commit(bounty, loser, poor);
    onceCommitted.run();
    advance(Duration.ofSeconds(WINDOW + 5));
    winner.send(submissions.reveal(bounty, good, List.of(Optional.of(toWinner))));
    loser.send(submissions.reveal(bounty, poor, List.of(Optional.of(toLoser))));
  }

  private void commit(BountyId bounty, TransactionSender miner, Commits.Opening opening) {
    Bytes32 hash = commits(bounty).submission(market.address(), miner.address(), opening);
    miner.send(submissions.commit(bounty, hash));
  }

  private Commits.Opening opening(BountyId bounty, Address miner, String content) {
    Cid cid = Cid.of(Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
    return new Commits.Opening(
        0x01551220,
        cid.digest(),
        Bytes32.keccak256("sealed " + content),
        Bytes32.keccak256(content),
        2_000,
        1_000,
        commits(bounty).keyCommit(market.address(), miner, fresh()),
        fresh());
  }

  private GrantDeed grant(Address miner) {
    Instant now = owner.finalTime();
    GrantTerms terms =
        new GrantTerms(
            owner.account(),
            miner,
            dataset,
            Purpose.TRAIN,
            SharingLevel.L1,
            new Period(now, now.plus(Duration.ofDays(3))),
            Price.FREE);
    return owner.requireLive(owner.grant(terms).fact()).deed();
  }

  Evaluators evaluators() {
    return evaluators;
  }

  /** The reveal window ends early, but for the finality gap: both miners have revealed. */
  void drawPanel(BountyId bounty) {
    poke(bounty, Duration.ofSeconds(5));
    evaluators.giveSeeds();
  }

  /** Lets a window pass and leads the bounty on. */
  void passWindow(BountyId bounty) {
    poke(bounty, Duration.ofSeconds(WINDOW + 5));
  }

  private void poke(BountyId bounty, Duration after) {
    advance(after);
    researcher.send(market.poke(bounty));
  }

  /**
   * All seats of the present round commit to and reveal counts, by seat and slot.
   *
   * @param counts the loser's slot first: he committed first
   */
  void score(BountyId bounty, List<List<Integer>> counts) {
    List<Address> seats = facts(bounty).seats();
    for (int seat = 0; seat < seats.size(); seat++) {
      evaluators.commit(facts(bounty), seats.get(seat), counts.get(seat));
    }
    for (int seat = 0; seat < seats.size(); seat++) {
      evaluators.reveal(bounty, seats.get(seat), counts.get(seat));
    }
  }

  void publishTestKey(Opened opened) {
    researcher.send(market.publishTestKey(opened.id(), opened.testKey()));
  }

  /** The loser doubts the verdicts. */
  void challenge(BountyId bounty) {
    loser.send(market.challenge(bounty));
  }

  /** Lets challenge and delivery pass without a complaint. */
  void settle(BountyId bounty) {
    passWindow(bounty);
    passWindow(bounty);
  }

  /** The winner takes what is his out of the vault, to an address of his choice. */
  Wei takeOut(Address to) {
    Wei available = actors.available(winner());
    winner.send(actors.withdraw(available, to));
    return available;
  }

  private Commits commits(BountyId bounty) {
    return new Commits(BigInteger.valueOf(chain.settings().chainId()), bounty);
  }

  private Bytes32 fresh() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }

  private void advance(Duration time) {
    local.node().advance(time);
  }

  @Override
  public void close() {
    local.close();
  }

  /** Projects everything that is final now. */
  void index(TestDatabase into) {
    ChainIndexer indexer =
        new ChainIndexer(
            into.database(),
            local().chain(),
            local().deployment(),
            List.of(new RegistryProjection(), new BountyProjection(), new PoolProjection()));
    boolean isMore = true;
    while (isMore) {
      isMore = indexer.step();
    }
  }
}
