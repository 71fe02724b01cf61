package assay.registry.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.InsufficientFundsException;
import assay.chain.RevertedException;
import assay.chain.TestAccounts;
import assay.chain.TestWallet;
import assay.chain.TransactionPreparer;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.Bond;
import assay.registry.actor.Role;
import assay.registry.catalogue.Catalogue;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.index.ChainIndexer;
import assay.registry.index.RegistryWorld;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Ledger;
import assay.registry.ledger.Refusal;
import assay.registry.seal.AgeIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared on a real chain and signed with a key that the preparing side never sees. */
final class IntentsIT {

  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final Account OWNER = TestAccounts.number(4_001);
  private static final Account GRANTEE = TestAccounts.number(4_002);

  @TempDir private static Path folder;
  private static RegistryWorld world;
  private static TestDatabase database;
  private static ContentStore store;
  private static DatasetIntents datasets;
  private static GrantIntents grants;
  private static AccountIntents accounts;
  private static TestWallet wallet;

  @BeforeAll
  static void startAChain() throws IOException {
    world = RegistryWorld.start(17);
    database = TestDatabase.create();
    store = new DagContentStore(new DiskBlockStore(folder, Clock.systemUTC()));
    ChainClient chain = world.hasty();
    Catalogue catalogue = new Catalogue(database.database());
    IntentPreparer preparer = new IntentPreparer(new TransactionPreparer(chain));
    datasets = new DatasetIntents(chain, world.local()::deployment, catalogue, store, preparer);
    grants = new GrantIntents(chain, world.local()::deployment, new Random(3), preparer);
    accounts = new AccountIntents(chain, world.local()::deployment, preparer);
    wallet = new TestWallet(chain, OWNER);
    world.local().anvil().fund(OWNER.address(), Wei.ofEther("100"));
    keep(PAYLOAD);
  }

  @AfterAll
  static void end() {
    world.close();
    database.close();
  }

  private static Cid keep(byte[] content) throws IOException {
    Cid cid = store.put(new ByteArrayInputStream(content));
    store.pin(cid);
    return cid;
  }

  private static DatasetId register() throws IOException {
    Cid cid = keep(SampleManifest.of(datasets.nextOrigin(OWNER.address()), PAYLOAD).toJson());
    PreparedIntent prepared = datasets.register(OWNER.address(), cid);
    wallet.send(prepared.transaction());
    return new DatasetId(new Bytes32(prepared.intent().particulars().getOrDefault("dataset", "")));
  }

  private static Ledger ledger() {
    return world.ledger();
  }

  private static GrantTerms terms(DatasetId dataset) {
    Instant now = ledger().finalTime();
    return new GrantTerms(
        OWNER.address(),
        GRANTEE.address(),
        new VersionId(dataset, 1),
        Purpose.TRAIN,
        SharingLevel.L1,
        new Period(now, now.plus(Duration.ofDays(30))),
        Price.FREE);
  }

  private static GrantId give(GrantTerms terms) {
    PreparedIntent prepared = grants.grant(terms, GrantHistory.UNLIMITED);
    wallet.send(prepared.transaction());
    return new GrantId(new Bytes32(prepared.intent().particulars().getOrDefault("grant", "")));
  }

  @Test
  void shouldRegisterTheDatasetItForetellsOnceTheWalletHasSigned() throws IOException {
    DatasetId id = register();

    assertThat(ledger().dataset(id))
        .hasValueSatisfying(found -> assertThat(found.owner()).isEqualTo(OWNER.address()));
  }

  @Test
  void shouldSayWhatARegistrationDoesAndCosts() throws IOException {
    Cid cid = keep(SampleManifest.of(datasets.nextOrigin(OWNER.address()), PAYLOAD).toJson());

    PreparedIntent prepared = datasets.register(OWNER.address(), cid);

    assertThat(prepared.intent().says()).contains("“Digits”").contains(OWNER.address().toString());
    assertThat(prepared.intent().lasting()).contains("not erased");
    assertThat(prepared.transaction().maxFee())
        .isEqualTo(prepared.transaction().maxFeePerGas().times(prepared.transaction().gas()));
    assertThat(prepared.transaction().gas()).isBetween(100_000L, 400_000L);
  }

  @Test
  void shouldRefuseAManifestThatIsAnothersOrOutOfTurn() throws IOException {
    Origin another = new Origin(GRANTEE.address(), 0);
    Cid cid = keep(SampleManifest.of(another, PAYLOAD).toJson());

    assertThatThrownBy(() -> datasets.register(OWNER.address(), cid))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("write the manifest anew");
  }

  @Test
  void shouldRegisterNothingThatNobodyCouldFetch() throws IOException {
    byte[] elsewhere = {7, 7, 7};
    Cid cid = keep(SampleManifest.of(datasets.nextOrigin(OWNER.address()), elsewhere).toJson());

    assertThatThrownBy(() -> datasets.register(OWNER.address(), cid))
        .isInstanceOf(NotStoredException.class)
        .hasMessageContaining(Cid.of(Cid.Codec.RAW, elsewhere).text());
  }

  @Test
  void shouldAddAVersionToTheDatasetItsManifestBegan() throws IOException {
    DatasetId id = register();
    ChainIndexer indexer = world.indexer(database.database());
    world.finish();
    RegistryWorld.drain(indexer);
    Origin first = new Origin(OWNER.address(), datasets.nextOrigin(OWNER.address()).nonce() - 1);
    Cid next = keep(SampleManifest.of(first, PAYLOAD).toJson());

    wallet.send(datasets.addVersion(OWNER.address(), id, next).transaction());

    assertThat(ledger().dataset(id))
        .hasValueSatisfying(found -> assertThat(found.versions()).isEqualTo(2));
    Cid foreign = keep(SampleManifest.of(new Origin(OWNER.address(), 900), PAYLOAD).toJson());
    assertThatThrownBy(() -> datasets.addVersion(OWNER.address(), id, foreign))
        .isInstanceOf(ManifestMismatchException.class);
  }

  @Test
  void shouldGrantAndRevokeWhatItForetells() throws IOException {
    GrantId grant = give(terms(register()));
    assertThat(ledger().standing(grant)).isEqualTo(GrantStanding.LIVE);

    wallet.send(grants.revoke(OWNER.address(), grant).transaction());

    assertThat(ledger().standing(grant)).isEqualTo(GrantStanding.REVOKED);
    assertThatThrownBy(() -> grants.revoke(OWNER.address(), grant))
        .isInstanceOfSatisfying(
            IntentRefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.ALREADY_REVOKED));
  }

  @Test
  void shouldEndAllGrantsOfADataset() throws IOException {
    DatasetId dataset = register();
    GrantId grant = give(terms(dataset));

    wallet.send(grants.revokeAll(OWNER.address(), dataset).transaction());

    assertThat(ledger().standing(grant)).isEqualTo(GrantStanding.OVERTURNED);
  }

  @Test
  void shouldTellAStrangerWhyHeCannotGrant() throws IOException {
    GrantTerms theirs = terms(register());
    world.local().anvil().fund(GRANTEE.address(), Wei.ofEther("1"));
    GrantTerms stolen =
        new GrantTerms(
            GRANTEE.address(),
            OWNER.address(),
            theirs.version(),
            theirs.purpose(),
            theirs.level(),
            theirs.period(),
            Price.FREE);

    assertThatThrownBy(() -> grants.grant(stolen, 1))
        .isInstanceOfSatisfying(
            IntentRefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_OWNER));
  }

  @Test
  void shouldRetireADataset() throws IOException {
    DatasetId dataset = register();

    wallet.send(datasets.retire(OWNER.address(), dataset).transaction());

    assertThatThrownBy(() -> grants.grant(terms(dataset), 1))
        .isInstanceOf(IntentRefusedException.class)
        .hasMessageContaining("retired for good");
  }

  @Test
  void shouldMoveEtherIntoTheVaultAndOut() {
    Wei before = accounts.available(OWNER.address());

    wallet.send(accounts.deposit(OWNER.address(), Wei.ofEther("2")).transaction());
    wallet.send(
        accounts.withdraw(OWNER.address(), Wei.ofEther("0.5"), GRANTEE.address()).transaction());

    assertThat(accounts.available(OWNER.address())).isEqualTo(before.plus(Wei.ofEther("1.5")));
    assertThatThrownBy(() -> accounts.withdraw(OWNER.address(), Wei.ofEther("90"), OWNER.address()))
        .isInstanceOfSatisfying(
            RevertedException.class,
            refused -> assertThat(refused.reason()).contains("wei in the vault"));
  }

  @Test
  void shouldGiveABondBackOnceItsTimeIsOver() {
    Account evaluator = TestAccounts.number(4_004);
    world.local().anvil().fund(evaluator.address(), Wei.ofEther("20"));
    Actors actors = new Actors(world.hasty(), world.local().deployment());
    TransactionSender sender = new TransactionSender(world.hasty(), evaluator);
    sender.send(actors.deposit(Wei.ofEther("10")));
    sender.send(
        actors.join(Set.of(Role.EVALUATOR), AgeIdentity.generate(new SecureRandom()).recipient()));
    sender.send(actors.bond(Wei.ofEther("10")));

    TestWallet own = new TestWallet(world.hasty(), evaluator);
    own.send(accounts.unbond(evaluator.address(), Wei.ofEther("4")).transaction());

    Bond leaving = accounts.bond(evaluator.address());
    assertThat(leaving.bonded()).isEqualTo(Wei.ofEther("10"));
    assertThat(leaving.leaving()).isEqualTo(Wei.ofEther("4"));
    assertThat(leaving.locked()).isEqualTo(Wei.ZERO);
    assertThat(leaving.readyAt()).isPresent();
    assertThatThrownBy(() -> accounts.withdrawBond(evaluator.address()))
        .isInstanceOf(RevertedException.class);
    Instant now = world.hasty().finalHead().time();
    world.local().anvil().advance(Duration.between(now, leaving.readyAt().orElseThrow()));
    own.send(accounts.withdrawBond(evaluator.address()).transaction());
    assertThat(accounts.bond(evaluator.address()).leaving()).isEqualTo(Wei.ZERO);
    assertThat(accounts.bond(evaluator.address()).readyAt()).isEmpty();
    assertThat(accounts.available(evaluator.address())).isEqualTo(Wei.ofEther("4"));
  }

  @Test
  void shouldTellWhoCannotPayForGas() {
    Account pauper = TestAccounts.number(4_003);

    assertThatThrownBy(() -> accounts.deposit(pauper.address(), Wei.ofEther("2")))
        .isInstanceOf(InsufficientFundsException.class)
        .hasMessageContaining("has 0 ETH and needs up to 2 ETH");
  }

  @Test
  void shouldJoinWithARecipient() {
    AgeIdentity identity = AgeIdentity.generate(new SecureRandom());

    wallet.send(
        accounts
            .join(OWNER.address(), Set.of(Role.DATA_OWNER), identity.recipient())
            .transaction());

    assertThat(new Actors(world.hasty(), world.local().deployment()).recipient(OWNER.address()))
        .contains(identity.recipient());
  }
}
