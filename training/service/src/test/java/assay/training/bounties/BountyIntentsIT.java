package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.RevertedException;
import assay.chain.TestAccounts;
import assay.chain.TestWallet;
import assay.chain.TransactionPreparer;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.intent.AccountIntents;
import assay.registry.intent.IntentPreparer;
import assay.registry.intent.PreparedIntent;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.Score;
import assay.training.bounty.ShownSamples;
import assay.training.intent.BountyIntents;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared on a real chain and signed with a key that the preparing side never sees. */
final class BountyIntentsIT {

  private static final Account RESEARCHER = TestAccounts.number(4_101);
  private static final Wei REWARD = Wei.ofEther("3");
  private static final Wei PANEL_FEE = Wei.ofEther("0.3");

  @TempDir private static Path folder;
  private static BountyWorld world;
  private static ContentStore store;
  private static AccountIntents accounts;
  private static BountyIntents bounties;
  private static TestWallet wallet;

  @BeforeAll
  static void startAChain() throws IOException {
    world = new BountyWorld(AnvilProcess.instant());
    store = new DagContentStore(new DiskBlockStore(folder, Clock.systemUTC()));
    ChainClient chain = world.local().chain();
    IntentPreparer preparer = new IntentPreparer(new TransactionPreparer(chain));
    accounts = new AccountIntents(chain, world.local()::deployment, preparer);
    bounties = new BountyIntents(chain, world.local()::deployment, store, preparer);
    wallet = new TestWallet(chain, RESEARCHER);
    world.local().anvil().fund(RESEARCHER.address(), Wei.ofEther("100"));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static Address researcher() {
    return RESEARCHER.address();
  }

  private static BountySpec spec() {
    Bytes32 hash = Bytes32.ZERO;
    byte[] model = ModelSpecJson.write(Architectures.perceptron(4, 8, 6, 1));
    return new BountySpec(
        BountySpec.FORMAT,
        "Tell them apart",
        "",
        "accuracy",
        new String(model, StandardCharsets.UTF_8),
        new BountySpec.Data(4, 0, 1, 6),
        new BountySpec.SealedTestSet(
            Cid.of(Cid.Codec.RAW, new byte[] {1}), new Seal(hash, 3, hash, 3)));
  }

  private static BountyTerms terms() throws IOException {
    BountySpec spec = spec();
    Cid cid = store.put(new ByteArrayInputStream(spec.toJson()));
    BountyOrigin origin = bounties.nextOrigin(researcher());
    return new BountyTerms(
        origin.nonce(),
        new BountyTerms.Spec(
            cid, spec.hash(), AgeIdentity.generate(new SecureRandom()).recipient()),
        new BountyTerms.Test(
            Bytes32.keccak256("root"),
            200,
            origin.testKeyCommit(Bytes32.keccak256("key")),
            new Score(950_000)),
        new BountyTerms.Panel(3, 2, 1 << 20),
        BountyTerms.Money.inEther(REWARD, PANEL_FEE, Wei.ofEther("0.5"), Wei.ofEther("0.1"), 2),
        BountyTerms.Split.standard(TestAccounts.number(77).address()),
        List.of(new BountyTerms.DatasetWeight(world.dataset(), 10_000, true)),
        new BountyTerms.Windows(3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600),
        BountyTerms.Extras.NONE);
  }

  private static PreparedIntent prepare(BountyTerms terms) {
    return bounties.open(researcher(), terms.spec().cid(), spec -> terms);
  }

  private static void payIn() {
    wallet.send(accounts.deposit(researcher(), Wei.ofEther("10")).transaction());
  }

  private static BountyId open() throws IOException {
    payIn();
    PreparedIntent prepared = prepare(terms());
    wallet.send(prepared.transaction());
    return new BountyId(new Bytes32(prepared.intent().particulars().getOrDefault("bounty", "")));
  }

  @Test
  void shouldOpenTheBountyItForetellsOnceTheWalletHasSigned() throws IOException {
    BountyId id = open();

    assertThat(world.facts(id).state()).isEqualTo(BountyState.SAMPLED);
  }

  @Test
  void shouldSayWhatIsLockedBeforeAnybodySigns() throws IOException {
    payIn();

    PreparedIntent prepared = prepare(terms());

    assertThat(prepared.intent().says())
        .contains("“Tell them apart”", "3 ETH of reward", "0.3 ETH for the panel")
        .contains("opening fee of " + bounties.openingFee().inEther() + " ETH");
  }

  @Test
  void shouldTellWhoHasNotPaidInWhatIsMissing() throws IOException {
    Wei available = accounts.available(researcher());
    if (available.compareTo(Wei.ZERO) > 0) {
      wallet.send(accounts.withdraw(researcher(), available, researcher()).transaction());
    }
    BountyTerms terms = terms();

    assertThatThrownBy(() -> prepare(terms))
        .isInstanceOfSatisfying(
            RevertedException.class,
            refused -> assertThat(refused.reason()).contains("pay in the rest first"));
  }

  @Test
  void shouldTakeABountyBackForItsResearcherAlone() throws IOException {
    BountyId id = open();

    assertThatThrownBy(() -> bounties.cancel(world.winner(), id))
        .isInstanceOfSatisfying(
            RevertedException.class,
            refused -> assertThat(refused.reason()).contains("did not post the bounty"));
    wallet.send(bounties.cancel(researcher(), id).transaction());

    assertThat(world.facts(id).state()).isEqualTo(BountyState.CANCELLED);
    assertThatThrownBy(() -> bounties.challenge(researcher(), id))
        .isInstanceOfSatisfying(
            RevertedException.class,
            refused -> assertThat(refused.reason()).contains("which does not allow it"));
  }

  @Test
  void shouldShowSamplesByTheirHashesAndOpenTheBountyWithTheLast() {
    BountyWorld.Opened opened = world.open();
    world.evaluators().giveSeeds();
    int size = opened.testSet().size();
    SamplePermutation permutation =
        new SamplePermutation(world.facts(opened.id()).sampleSeed().orElseThrow(), size);
    ShownSamples samples = opened.testSet().reveal(permutation, 0, 100).shown();
    ShownSamples others = opened.testSet().reveal(permutation, 1, 100).shown();
    ShownSamples swapped =
        new ShownSamples(
            0, samples.order(), others.sampleHashes(), samples.salts(), samples.proof());

    assertThatThrownBy(() -> bounties.revealSample(researcher(), opened.id(), swapped))
        .isInstanceOf(RevertedException.class);
    wallet.send(bounties.revealSample(researcher(), opened.id(), samples).transaction());

    assertThat(world.facts(opened.id()).publicSamples()).hasSize(100);
    assertThat(world.facts(opened.id()).state()).isEqualTo(BountyState.OPEN);
  }

  @Test
  void shouldPublishNoTestKeyThatNoPanelAskedFor() {
    BountyWorld.Opened opened = world.open();

    assertThatThrownBy(() -> bounties.publishTestKey(researcher(), opened.id(), opened.testKey()))
        .isInstanceOf(RevertedException.class);
  }

  @Test
  void shouldLeadOnWhatThereIs() throws IOException {
    BountyId id = open();
    BountyId unknown = new BountyId(Bytes32.keccak256("no bounty"));

    wallet.send(bounties.leadOn(researcher(), id).transaction());

    assertThatThrownBy(() -> bounties.leadOn(researcher(), unknown))
        .isInstanceOfSatisfying(
            RevertedException.class,
            refused -> assertThat(refused.reason()).contains("there is no bounty"));
  }
}
