package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.bench.OpenLoop;
import assay.agent.researcher.ModelCollector;
import assay.agent.researcher.ModelCollector.Delivered;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.Wei;
import assay.local.demo.Demo;
import assay.local.demo.DemoJson;
import assay.local.demo.DemoPrinter;
import assay.local.demo.DemoResult;
import assay.local.demo.DemoSettings;
import assay.local.network.LocalNetwork;
import assay.registry.actor.Actors;
import assay.registry.actor.Role;
import assay.registry.audit.Verdict;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.GarbageCollector;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.tool.DebianTool;
import assay.training.audit.BountyAudit;
import assay.training.audit.Evidence;
import assay.training.audit.EvidenceCollector;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.web3j.crypto.Keys;
import org.web3j.crypto.StructuredDataEncoder;

/** The main job on real processes, and the same with a miner that is killed before he delivers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int PEOPLE = 200;

  private static Town town;
  private static Agent watcher;
  private static Demo demo;
  private static Optional<DemoResult> result = Optional.empty();
  private static CompletableFuture<OpenLoop.Times> visit = new CompletableFuture<>();

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("main-job");
    watcher = town.open("watcher");
    demo =
        new Demo(
            town.network(),
            new DemoSettings(DemoSettings.standard().threshold(), Job.WINDOWS),
            new DemoPrinter(System.out, false));
    town.listen(demo::hear);
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      demo.close();
      town.end();
    }
  }

  @Test
  @Order(1)
  void shouldSettleAndPayToTheWeiAndKeepTheExchangeFair() throws Exception {
    Peeper peeper = new Peeper(watcher, town.network().home("researcher"));
    town.employ("peeper", peeper);

    DemoResult end = demo.run(state -> {});
    result = Optional.of(end);

    requireDocumentedJson(new ObjectMapper().readTree(DemoJson.line(end)));
    BountyFacts facts = facts(end);
    assertThat(facts.privateCount()).isEqualTo(440);
    long correct = facts.winnerCount().orElseThrow();
    assertThat(end.score().orElseThrow().millionths())
        .isEqualTo((int) (1_000_000L * correct / 440))
        .isGreaterThanOrEqualTo(950_000);
    assertThat(end.modelSha256Researcher()).isPresent().isEqualTo(end.modelSha256Miner());
    requirePayouts(end, facts);
    assertThat(peeper.gains()).isEmpty();
    assertThat(peeper.triedInVain())
        .contains(
            BountyState.SAMPLED,
            BountyState.OPEN,
            BountyState.REVEAL,
            BountyState.DRAWING,
            BountyState.SCORING,
            BountyState.SCORED);
  }

  @Test
  @Order(2)
  void shouldDeliverThroughThePanelWhenTheMinerIsKilledBeforeHeDelivers() throws Exception {
    Crowd crowd = new Crowd(town.network().portal(), PEOPLE);
    visit = CompletableFuture.supplyAsync(() -> crowd.visit(Duration.ofMinutes(1)));
    Address miner = town.network().home("miner").account().address();
    Job job =
        Job.post(
            town,
            "second-researcher",
            new Job.Wish(
                Models.softmax("output"),
                "0.5",
                facts(result.orElseThrow()).datasets().stream()
                    .map(BountyFacts.DatasetPart::version)
                    .toList()));
    Wait.until("the panel to have the key", LONG, () -> keysGiven(job) == LocalNetwork.EVALUATORS);

    town.network().stop("miner");
    job.await(BountyState.DELIVERING, LONG);
    ModelCollector collector = new ModelCollector(job.researcher());
    Delivered delivered =
        Wait.forSome("the delivery", Duration.ofMinutes(1), () -> collector.collect(job.facts()));
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.winner()).contains(miner);
    assertThat(Bytes32.sha256(Files.readAllBytes(delivered.file())))
        .isEqualTo(
            end.submission(miner).orElseThrow().checkpoint().orElseThrow().seal().plainSha256());
    assertThat(paid(end, PayoutRole.MINER)).containsEntry(miner, Wei.ofEther("0.225"));
  }

  /** They came while the bounty before was on, which mostly waits. */
  @Test
  @Order(3)
  void shouldHaveServedPeopleForAMinuteWithoutAnError() throws Exception {
    OpenLoop.Times times = visit.get(LONG.toSeconds(), TimeUnit.SECONDS);

    assertThat(times.rising()).hasSizeGreaterThan(5 * PEOPLE);
    assertThat(times.quantile(0.95)).isLessThan(Crowd.ANSWER);
  }

  /** The third owner's data is of level L2; the miner has trained on it twice by now. */
  @Test
  @Order(4)
  void shouldLeaveNoPlainDataOfLevelTwoOnTheDisk() throws Exception {
    CanaryHunt hunt = new CanaryHunt(Digits.load().owners().get(2));
    Path network = town.network().folder().root();
    Path owner = town.network().home("owner-3").folder();

    assertThat(hunt.found(network, file -> file.startsWith(owner))).isEmpty();
    assertThat(hunt.found(owner, file -> false))
        .containsExactly(owner.resolve("work/digits-3.csv"));
  }

  /** Three evaluators had the researcher's test set and gave it to their children. */
  @Test
  @Order(5)
  void shouldLeaveNoPrivateTestSampleOnAnEvaluatorsDisk() throws Exception {
    LabelledData test = Digits.load().test();
    Set<Bytes32> revealed =
        BountyFacts.all(watcher.events()).stream()
            .flatMap(bounty -> bounty.publicSamples().stream())
            .collect(Collectors.toSet());
    CanaryHunt hunt =
        new CanaryHunt(
            test.select(
                IntStream.range(0, test.size())
                    .filter(i -> !revealed.contains(test.sample(i).sha256()))
                    .toArray()));
    Path homes = town.network().folder().part("homes");

    for (String evaluator : LocalNetwork.evaluatorNames()) {
      assertThat(hunt.found(homes.resolve(evaluator), file -> false)).isEmpty();
    }
    assertThat(hunt.found(homes.resolve("researcher"), file -> false)).isNotEmpty();
  }

  /** A stranger can still derive everything from the blocks that are left. */
  @Test
  @Order(6)
  void shouldKeepWhatIsRegisteredWhenTheStoreMakesRoom() {
    Path content = town.network().folder().part("content");
    DiskBlockStore store = new DiskBlockStore(content, Clock.systemUTC());
    Cid unwanted = store.put(Cid.Codec.RAW, new byte[] {1, 2, 3});

    new GarbageCollector(store, Clock.systemUTC(), Duration.ZERO).collect(Set.of());

    assertThat(store.has(unwanted)).isFalse();
    assertThat(new BountyAudit(evidence(DiskBlockStore.readOnly(content)), bounty()).claims())
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS));
    for (BountyFacts.DatasetPart part : facts(result.orElseThrow()).datasets()) {
      assertThat(store.isPinned(payload(part.version(), store))).isTrue();
    }
  }

  /** An owner with nothing but a browser and a wallet; then a newcomer without a wallet. */
  @Test
  @Order(7)
  void shouldLetPeopleActInThePortalWithWalletsOfTheirOwn() throws Exception {
    DebianTool.require("chromium", "chromium");
    try (PortalScene scene = new PortalScene(town, town.network().folder().part("browser"))) {
      VersionId version = scene.register();
      assertThat(watcher.ledger().dataset(version.dataset()))
          .hasValueSatisfying(
              found -> assertThat(found.owner()).isEqualTo(scene.owner().address()));
      scene.registerAgain(version);
      scene.approve(version);
      GrantId grant = scene.approveByARule(version);
      scene.deny(version);
      scene.grantToAStranger(version);
      scene.revoke(version, grant);
      assertThat(scene.signed())
          .containsExactly(
              "personal_sign",
              "eth_sendTransaction",
              "eth_sendTransaction",
              "eth_signTypedData_v4",
              "eth_sendTransaction",
              "eth_signTypedData_v4",
              "eth_sendTransaction");
      scene.plan();
      scene.postABounty(version);
      assertThat(scene.collect("researcher", bounty()))
          .isEqualTo("0x" + result.orElseThrow().modelSha256Researcher().orElseThrow());
      scene.addVersion(version);
      scene.watchTheRun(bounty());
      scene.requireAccessible(version, bounty(), town.network().home("miner").account().address());
      scene.changeAccount();
      scene.tryTheDevelopmentWallet();
      scene.requireNothingFromOthers();
    }
  }

  /** As a wallet signs it: the hash is of the typed data that the platform shows. */
  @Test
  @Order(7)
  void shouldBringInWhatAnAccountWithoutEtherSigns() throws Exception {
    Account poor = Account.of(Keys.createEcKeyPair());
    Visitor visitor = new Visitor(town.network().portal(), poor, 1);
    visitor.signIn();
    AgeRecipient recipient = AgeIdentity.generate(new SecureRandom()).recipient();
    JsonNode call =
        visitor
            .ask(
                "prepared-transactions/join",
                Map.of("roles", Role.MINER.bit(), "recipient", recipient.text()))
            .path("transaction");
    ObjectNode request =
        (ObjectNode)
            visitor.ask(
                "relayed-transactions/requests",
                Map.of("to", call.path("to"), "gas", call.path("gas"), "data", call.path("data")));
    String typed = request.remove("typedData").toString();
    Bytes32 hash = Bytes32.of(new StructuredDataEncoder(typed).hashStructuredData());
    request.put("signature", HashSignature.sign(poor, hash).hex());

    JsonNode relayed = visitor.ask("relayed-transactions", request);

    assertThat(relayed.path("transaction").asText()).as("%s", relayed).startsWith("0x");
    Actors actors = new Actors(watcher.chain(), watcher.deployment());
    Wait.until(
        "the account to be a miner",
        Duration.ofMinutes(1),
        () -> actors.roles(poor.address()).equals(Set.of(Role.MINER)));
    assertThat(watcher.chain().balance(poor.address())).isEqualTo(Wei.ZERO);
  }

  private static BountyId bounty() {
    return result.orElseThrow().bounty();
  }

  private static Evidence evidence(BlockStore blocks) {
    watcher.events().refresh();
    return new EvidenceCollector(
            watcher.chain(),
            watcher.deployment(),
            watcher.settings().trustedManifest().statement().settings(),
            new DagContentStore(blocks))
        .collect(watcher.events(), bounty(), (done, all) -> {});
  }

  private static Cid payload(VersionId version, BlockStore blocks) {
    try {
      return new DatasetOpener(new DagContentStore(blocks), watcher.ledger().registry())
          .manifest(version, watcher.ledger().version(version).orElseThrow())
          .payload()
          .cid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long keysGiven(Job job) {
    return town.notes().of("miner", "key-given").stream()
        .filter(note -> note.subject().equals(job.id().toString()))
        .count();
  }

  private static void requireDocumentedJson(JsonNode json) {
    assertThat(names(json))
        .containsExactlyInAnyOrder(
            "bounty",
            "state",
            "metric",
            "score",
            "threshold",
            "payouts",
            "modelCid",
            "modelSha256Miner",
            "modelSha256Researcher",
            "gas",
            "seconds");
    assertThat(json.path("bounty").asText()).matches("0x[0-9a-f]{64}");
    assertThat(json.path("state").asText()).isEqualTo("Settled");
    assertThat(json.path("metric").asText()).isEqualTo("accuracy");
    assertThat(json.path("score").isInt()).isTrue();
    assertThat(json.path("threshold").asInt()).isEqualTo(950_000);
    assertThat(json.path("modelSha256Miner").asText()).matches("[0-9a-f]{64}");
    for (JsonNode payout : json.path("payouts")) {
      assertThat(names(payout)).containsExactlyInAnyOrder("role", "address", "wei");
      assertThat(payout.path("role").asText())
          .isIn("miner", "dataOwner", "panel", "platform", "pool");
      assertThat(payout.path("wei").asText()).matches("[1-9][0-9]*");
    }
    json.path("gas").forEach(gas -> assertThat(gas.isIntegralNumber()).isTrue());
    json.path("seconds").forEach(seconds -> assertThat(seconds.isNumber()).isTrue());
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** 75 % to the miner, 23 % to the owners by weight, 2 % to the platform, fees to the seats. */
  private static void requirePayouts(DemoResult end, BountyFacts facts) {
    BigInteger reward = Wei.ofEther("3").value();
    List<BigInteger> weights =
        List.of(BigInteger.valueOf(3_334), BigInteger.valueOf(3_333), BigInteger.valueOf(3_333));
    BigInteger left = reward;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger part =
          reward
              .multiply(BigInteger.valueOf(2_300))
              .multiply(weights.get(i))
              .divide(BigInteger.valueOf(100_000_000));
      left = left.subtract(part);
      assertThat(paid(facts, PayoutRole.DATA_OWNER))
          .containsEntry(facts.datasets().get(i).owner(), new Wei(part));
    }
    Wei platform = Wei.ofEther("0.06");
    assertThat(paid(facts, PayoutRole.PLATFORM))
        .containsExactly(
            Map.entry(town.network().home("platform-operator").account().address(), platform));
    assertThat(left.subtract(platform.value())).isEqualTo(Wei.ofEther("2.25").value());
    assertThat(paid(facts, PayoutRole.MINER))
        .containsExactly(
            Map.entry(town.network().home("miner").account().address(), Wei.ofEther("2.25")));
    assertThat(paid(facts, PayoutRole.PANEL))
        .hasSize(3)
        .containsOnlyKeys(facts.seats())
        .allSatisfy((seat, wei) -> assertThat(wei).isEqualTo(Wei.ofEther("0.11")));
    assertThat(end.threshold()).isEqualTo(Score.ofShare("0.95"));
  }

  private static Map<Address, Wei> paid(BountyFacts facts, PayoutRole role) {
    Map<Address, Wei> paid = new HashMap<>();
    facts.payouts().stream()
        .filter(payout -> payout.role() == role)
        .forEach(payout -> paid.merge(payout.to(), payout.amount(), Wei::plus));
    return paid;
  }

  private static BountyFacts facts(DemoResult end) {
    watcher.events().refresh();
    return BountyFacts.of(watcher.events(), end.bounty()).orElseThrow();
  }
}
