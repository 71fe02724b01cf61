package assay.registry.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ChainUnreachableException;
import assay.chain.Deployment;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.ledger.Ledger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainIndexerIT {

  private static final int FINALITY = RegistryWorld.FINALITY;

  /** Histories for each depth; a release has more. */
  private static final int SEEDS = Integer.getInteger("assay.reorganisation.seeds", 1);

  private static final String[] TABLES = {
    "actor", "asset", "asset_version", "access_grant", "chain_event", "projected"
  };

  private static RegistryWorld world;

  private TestDatabase database;

  @BeforeAll
  static void startTheChain() {
    world = RegistryWorld.start(1);
  }

  @AfterAll
  static void stopTheChain() {
    world.close();
  }

  @BeforeEach
  void createTheDatabase() {
    database = TestDatabase.create();
  }

  @AfterEach
  void closeTheDatabase() {
    database.close();
  }

  @Test
  void shouldTurnFinalEventsIntoRows() {
    Ledger owner = world.ledger();
    Ledger miner = world.ledger();
    DatasetId dataset = owner.register(world.version(), owner.nextNonce()).fact();
    GrantId grant = grantAnHour(owner, miner, dataset);
    world.finish();

    index(indexer(database));

    Catalogue catalogue = new Catalogue(database.database());
    assertThat(catalogue.asset(dataset.value()))
        .hasValueSatisfying(
            asset -> {
              assertThat(asset.owner()).isEqualTo(owner.account());
              assertThat(asset.versions()).hasSize(1);
            });
    assertThat(catalogue.grant(grant.value()))
        .hasValueSatisfying(found -> assertThat(found.grantee()).isEqualTo(miner.account()));
  }

  @Test
  void shouldStoreAtOnceButRepeatOnlyWhatIsFinal() {
    Ledger owner = world.ledger();
    ChainIndexer indexer = indexer(database);
    DatasetId dataset = owner.register(world.version(), owner.nextNonce()).fact();
    world.local().anvil().mine(FINALITY - 1);

    index(indexer);
    boolean isStored = isStored("AssetRegistered", "asset", dataset.value().hex());
    boolean isShownEarly = isShown(dataset);
    world.local().anvil().mine(1);
    index(indexer);

    assertThat(isStored).isTrue();
    assertThat(isShownEarly).isFalse();
    assertThat(isShown(dataset)).isTrue();
  }

  @Test
  void shouldTellTheTimeOfTheFinalBlockAfterALongPause() {
    ChainIndexer indexer = indexer(database);
    index(indexer);
    world.local().anvil().advance(Duration.ofHours(2));
    world.finish();

    index(indexer);

    assertThat(finalTime()).isEqualTo(world.local().chain().finalHead().time());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, FINALITY})
  void shouldGiveTheSameProjectionAfterReorganisationsAsAFreshOne(int depth) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      ChainIndexer indexer = indexer(database);
      liveThroughReorganisations(indexer, depth, seed);

      assertThat(database.dump(TABLES)).as("depth %d, seed %d", depth, seed).isEqualTo(fresh());
    }
  }

  private static void liveThroughReorganisations(ChainIndexer indexer, int depth, long seed) {
    Random random = new Random(seed * 31 + depth);
    RandomOwners owners = new RandomOwners(world, random.nextLong());
    // Or a reorganisation would take the owners' money too.
    world.finish();
    for (int round = 0; round < 4; round++) {
      for (int intent = 0; intent < 4; intent++) {
        owners.act();
        if (random.nextBoolean()) {
          indexer.step();
        }
      }
      world.local().anvil().reorganise(depth);
    }
    world.finish();
    index(indexer);
  }

  @Test
  void shouldGiveTheSameProjectionWhenBlocksThatWereReadAheadAreUndone() {
    RandomOwners owners = new RandomOwners(world, 11);
    world.finish();
    index(indexer(database));
    world.local().anvil().mine(15);
    owners.act();
    owners.act();
    owners.act();
    ChainIndexer indexer = indexer(database);

    boolean hasMore = indexer.step();
    world.local().anvil().reorganise(2);
    owners.act();
    world.finish();
    indexThoughItMoved(indexer);

    assertThat(hasMore).isTrue();
    assertThat(database.dump(TABLES)).isEqualTo(fresh());
  }

  /** What was being read ahead may have met the reorganisation: the next step starts anew. */
  private static void indexThoughItMoved(ChainIndexer indexer) {
    try {
      index(indexer);
    } catch (ChainMovedException e) {
      index(indexer);
    }
  }

  @Test
  void shouldGiveTheSameProjectionWhenRebuilt() {
    RandomOwners owners = new RandomOwners(world, 7);
    for (int intent = 0; intent < 10; intent++) {
      owners.act();
    }
    world.finish();
    ChainIndexer indexer = indexer(database);
    index(indexer);
    Map<String, List<String>> before = database.dump(TABLES);

    indexer.rebuild();
    boolean isEmpty = database.dump("asset").get("asset").isEmpty();
    index(indexer);

    assertThat(isEmpty).isTrue();
    assertThat(database.dump(TABLES)).isEqualTo(before);
  }

  @Test
  void shouldStopWhenAFinalBlockIsUndoneAndServeWhatWasFinal() {
    ChainIndexer indexer = indexer(database);
    index(indexer);
    Map<String, List<String>> served = database.dump(TABLES);

    world.local().anvil().reorganise(FINALITY + 1);

    for (int again = 0; again < 3; again++) {
      assertThatThrownBy(indexer::step)
          .isInstanceOf(DeepReorganisationException.class)
          .hasMessageContaining("taken as final");
    }
    assertThat(database.dump(TABLES)).isEqualTo(served);
  }

  @Test
  void shouldStopEvenIfTheFinalBlockIsUndoneBetweenTwoSteps() {
    index(indexer(database));
    long first = world.local().deployment().block();
    database.execute("delete from indexed_block where number > ?", first);
    database.execute("delete from chain_event where block > ?", first);
    world.local().anvil().reorganise(FINALITY + 1);
    world.finish();

    assertThatThrownBy(() -> index(indexer(database)))
        .isInstanceOf(DeepReorganisationException.class);
  }

  @Test
  void shouldGoOnAfterADeepReorganisationWhenRebuilt() {
    Ledger owner = world.ledger();
    ChainIndexer indexer = indexer(database);
    owner.register(world.version(), owner.nextNonce());
    world.finish();
    index(indexer);
    world.local().anvil().reorganise(FINALITY + 2);
    world.finish();

    indexer.rebuild();
    index(indexer);

    assertThat(database.dump(TABLES)).isEqualTo(fresh());
  }

  @Test
  void shouldKeepNothingOfAStepThatBrokeAndDoItAgainAfterARestart() {
    RandomOwners owners = new RandomOwners(world, 8);
    for (int intent = 0; intent < 8; intent++) {
      owners.act();
    }
    world.finish();
    ChainIndexer broken = indexer(database, new BreakingProjection(5));

    AtomicReference<Map<String, List<String>>> before = new AtomicReference<>();
    assertThatThrownBy(() -> stepOn(broken, before)).hasMessage("Broken in the middle.");
    Map<String, List<String>> after = database.dump(TABLES);
    index(indexer(database));

    assertThat(after).isEqualTo(before.get());
    assertThat(database.dump(TABLES)).isEqualTo(fresh());
  }

  private void stepOn(ChainIndexer indexer, AtomicReference<Map<String, List<String>>> before) {
    for (boolean isMore = true; isMore; isMore = indexer.step()) {
      before.set(database.dump(TABLES));
    }
  }

  @Test
  void shouldNotRepeatAnythingTwiceWhenTwoNodesIndex() throws Exception {
    RandomOwners owners = new RandomOwners(world, 9);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int node = 0; node < 2; node++) {
        ChainIndexer indexer = indexer(database);
        running.add(
            nodes.submit(
                () -> {
                  for (int step = 0; step < 60; step++) {
                    indexer.step();
                  }
                }));
      }
      for (int intent = 0; intent < 12; intent++) {
        owners.act();
      }
      for (Future<?> node : running) {
        node.get();
      }
    } finally {
      nodes.shutdown();
    }
    world.finish();

    index(indexer(database));

    assertThat(database.dump(TABLES)).isEqualTo(fresh());
  }

  @Test
  void shouldNameADeadChainAndGoOnWhenItIsBack() {
    Ledger owner = world.ledger();
    DatasetId dataset = owner.register(world.version(), owner.nextNonce()).fact();
    world.finish();
    ChainSettings usual = world.local().chain().settings();
    ChainSettings elsewhere =
        new ChainSettings(
            URI.create("http://127.0.0.1:1"),
            usual.chainId(),
            FINALITY,
            usual.maxFeePerGas(),
            usual.pollEvery(),
            usual.patience());
    try (ChainClient dead = new ChainClient(elsewhere)) {
      ChainIndexer indexer = indexer(dead);

      assertThatThrownBy(indexer::step)
          .isInstanceOf(ChainUnreachableException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
    index(indexer(database));

    assertThat(isShown(dataset)).isTrue();
  }

  private Map<String, List<String>> fresh() {
    try (TestDatabase other = TestDatabase.create()) {
      index(indexer(other));
      return other.dump(TABLES);
    }
  }

  private ChainIndexer indexer(ChainClient chain) {
    Deployment deployment = world.local().deployment();
    return new ChainIndexer(
        database.database(), chain, deployment, List.of(new RegistryProjection()));
  }

  private static ChainIndexer indexer(TestDatabase into) {
    return indexer(into, new RegistryProjection());
  }

  private static ChainIndexer indexer(TestDatabase into, Projection projection) {
    return new ChainIndexer(
        into.database(), world.local().chain(), world.local().deployment(), List.of(projection));
  }

  private static void index(ChainIndexer indexer) {
    RegistryWorld.drain(indexer);
  }

  private static GrantId grantAnHour(Ledger owner, Ledger grantee, DatasetId dataset) {
    VersionId version = new VersionId(dataset, 1);
    return owner.grant(world.terms(owner, grantee, version, Duration.ofHours(1))).fact();
  }

  private boolean isShown(DatasetId dataset) {
    return new Catalogue(database.database()).asset(dataset.value()).isPresent();
  }

  private boolean isStored(String name, String parameter, String value) {
    return database
        .database()
        .inTransaction(
            transaction -> new EventLog(transaction).hasPending(-1, name, parameter, value));
  }

  private Instant finalTime() {
    return database.database().inTransaction(transaction -> new EventLog(transaction).finalTime());
  }
}
