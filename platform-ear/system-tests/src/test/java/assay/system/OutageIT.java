package assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.Membership;
import assay.agent.loop.Note;
import assay.chain.ChainSettings;
import assay.local.process.ChildProcess;
import assay.local.process.JavaCommand;
import assay.registry.actor.Role;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Store, database and chain go away and come back while one bounty is under way, a miner's disk
 * becomes full and its clock jumps: everybody says what is wrong, nobody crashes, work goes on, and
 * the bounty settles.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageIT {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final String POOR = "miner-2";

  /** How long the chain is away. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("assay.chain.outage.seconds", 3));

  /** An agent's duties each tell of a failure once, not at each of the thousand tries. */
  private static final int MOST_WORDS = 20;

  private static final String OF_ANOTHER =
      "serves chain 1, but chain %d is configured".formatted(ChainSettings.LOCAL_CHAIN_ID);

  private static final BountyTerms.Windows PATIENT =
      new BountyTerms.Windows(
          180, 180, 900 + Math.toIntExact(OUTAGE.toSeconds()), 120, 180, 120, 3, 30, 30);

  private static Town town;
  private static Agent watcher;
  private static Agent latecomer;
  private static Job job;
  private static Owner owner;
  private static List<Clerk> clerks = List.of();
  private static Map<String, Long> pids = Map.of();
  private static Optional<PoorRig> poorRig = Optional.empty();

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("outage");
    watcher = town.open("watcher");
    latecomer = town.open("latecomer");
    new Membership(latecomer, Role.MINER).advance();
    owner = Owner.settle(town, "owner", 0);
    clerks = Clerk.several(town, owner);
    town.awaitEvaluators(watcher);
    town.employUsher();
    pids =
        Map.of(
            "platform", town.network().process("platform").pid(),
            "miner", town.network().process("miner").pid(),
            "evaluator-1", town.network().process("evaluator-1").pid());
    job =
        Job.post(
            town,
            "researcher",
            new Job.Wish(Models.softmax("output"), "0.5", List.of(owner.version())),
            PATIENT);
    job.await(BountyState.OPEN, LONG);
    owner.approveAll(town, "owner");
  }

  @AfterAll
  static void endTown() throws Exception {
    poorRig.ifPresent(PoorRig::close);
    if (town != null) {
      town.end();
    }
  }

  @Test
  @Order(1)
  void shouldSayThatTheStoreIsDeadAndGoOnWhenItIsBack() throws Exception {
    town.network().stop("store");

    awaitDown("content-store");
    HttpResponse<String> answer = get("/api/v1/content/" + job.facts().spec().text());
    requireProblem(answer, 503, "store-unavailable");
    Note note = awaitWaiting("miner", String.valueOf(town.network().store().getPort()));
    assertThat(note.message()).contains("store").contains("check");

    town.network().start("store");
    awaitReady();
  }

  @Test
  @Order(2)
  void shouldSayThatTheDatabaseIsDeadAndGoOnWhenItIsBack() throws Exception {
    town.network().stop("database");

    awaitDown("indexer");
    HttpResponse<String> answer = get("/api/v1/bounties");
    requireProblem(answer, 503, "database-unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).doesNotContain("at assay.").doesNotContain("SQLException");
    awaitWaiting("owner", "The database is not available");

    town.network().start("database");
    awaitReady();
    assertThat(get("/api/v1/bounties").statusCode()).isEqualTo(200);
  }

  /** Promise R6. */
  @Test
  @Order(3)
  void shouldStayReadableAndSendNothingWhileTheChainIsDeadOrBehindOrAnother() throws Exception {
    town.network().stop("chain");

    awaitDown("indexer");
    assertThat(get("/health/ready").body()).contains("does not answer");
    for (String agent : List.of("miner", "evaluator-1")) {
      Note note = awaitWaiting(agent, town.network().chain().toString());
      assertThat(note.message()).contains("does not answer").contains("check that it runs");
    }
    latecomer
        .platform()
        .askAccess(owner.version(), Purpose.TRAIN, "While the chain is away, to train after it.");
    stayReadable(OUTAGE);
    awaitWaiting("owner", town.network().chain().toString());

    try (FaultyChain faulty = FaultyChain.stayingBehind(town.network())) {
      awaitUnready("it answers block 1");
      requireReadable();
      faulty.serve(1);

      awaitUnready(OF_ANOTHER);
      requireReadable();
      for (String agent : List.of("miner", "evaluator-1", "owner")) {
        awaitWaiting(agent, OF_ANOTHER);
      }
      assertThat(faulty.sends()).isZero();
    }
    for (String agent : List.of("miner", "evaluator-1", "owner")) {
      assertThat(town.notes().of(agent, "waiting"))
          .filteredOn(note -> note.message().contains(town.network().chain().toString()))
          .hasSizeLessThan(MOST_WORDS);
    }
    town.network().start("chain");
    awaitReady();
    town.notes().await("evaluator-1", "going-on", SHORT);
    Wait.until("the grant that was due", SHORT, () -> grantsToLatecomer() == 1);
  }

  @Test
  @Order(4)
  void shouldRefuseAChainWithAnotherId() throws Exception {
    AgentHome home = town.network().home("lost-miner");
    AgentSettings right = AgentSettings.load(home);
    new AgentSettings(
            right.chain(),
            1,
            right.finality(),
            right.deployment(),
            right.store(),
            right.platform(),
            1,
            right.deployers())
        .save(home);
    Path log = town.network().folder().log("lost-miner");

    try (ChildProcess lost =
        ChildProcess.start(
            "lost-miner",
            log,
            JavaCommand.assay(192, "miner", "run", "--home", home.folder().toString()),
            Map.of(),
            line -> {})) {
      Wait.until("the lost miner to give up", SHORT, () -> !lost.isAlive());
    }

    Wait.until("its last word", SHORT, () -> Files.readString(log).contains("chain 1"));
    assertThat(Files.readString(log))
        .contains("but chain 1 is configured; correct the node's address or the chain id.")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(5)
  void shouldSayThatItsDiskIsFullAndLeaveNothingHalfDone() throws Exception {
    assumeTrue(SmallDisks.arePossible(town.network().folder().part("small")));
    PoorRig rig = PoorRig.start(town, POOR);
    poorRig = Optional.of(rig);

    town.notes().await(POOR, "access-asked", LONG);
    rig.fillHome();

    assertThat(rig.lastWords())
        .contains("cannot be written: No space left on device. Nothing was sent")
        .contains("see to the disk and start again")
        .doesNotContain("\tat ");

    rig.fillWork();
    rig.freeHome();
    rig.startAgain();
    Note note =
        town.notes()
            .await(
                POOR,
                LONG,
                told ->
                    told.event().equals("waiting")
                        && told.message().contains("No space left on device"));

    assertThat(note.message()).contains("Nothing was sent; make room");
    assertThat(rig.isAlive()).isTrue();
    assertThat(job.facts().submission(rig.address())).isEmpty();
  }

  @Test
  @Order(6)
  void shouldSubmitWhatItHasOnceThereIsRoomThoughItsClockJumps() throws Exception {
    assumeTrue(poorRig.isPresent());
    PoorRig rig = poorRig.orElseThrow();
    Instant now = Instant.now();

    rig.clock().set("-1h");
    rig.freeWork();
    Note committed = town.notes().await(POOR, "committed", LONG);
    rig.clock().set("+5h");

    assertThat(town.notes().of(POOR, "training-begins")).as("one for each start").hasSize(2);
    assumeTrue(rig.clock().canBeSet());
    assertThat(town.notes().await(POOR, "access-asked", SHORT).at())
        .isAfter(now.plus(Duration.ofHours(2)));
    assertThat(committed.at()).isBefore(now);
  }

  @Test
  @Order(7)
  void shouldSettleTheBountyThatWasUnderWay() throws Exception {
    int miners = poorRig.isPresent() ? 2 : 1;
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, miners)));
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.submissions())
        .hasSize(miners)
        .allSatisfy(one -> assertThat(one.status()).isEqualTo(SubmissionStatus.SCORED));
    town.network().requireAlive();
    pids.forEach(
        (part, pid) -> assertThat(town.network().process(part).pid()).as(part).isEqualTo(pid));
    requireSubmittedOnce(end);
    assertThat(grantsToLatecomer()).isEqualTo(1);
    Escrow escrow = Escrow.audit(watcher);
    assertThat(escrow.owed()).isEqualTo(escrow.held());
  }

  /** Promise R5. */
  @Test
  @Order(8)
  void shouldNeitherLoseNorDoubleWhatIsDoneWhileTheDatabaseIsRestartedAndKilled() throws Exception {
    DatabaseCuts cuts = new DatabaseCuts(town.network(), clerks);
    for (long seed : Seeds.first(Integer.getInteger("assay.database.cuts", 3))) {
      cuts.cut(seed);
    }
    cuts.end();

    cuts.requireAnswersAgain();
    cuts.requireEveryBlockCountedOnce();
    cuts.requireNewestEnvelopes();
    cuts.requireEveryReleaseWrittenDown(owner);
  }

  @Test
  @Order(9)
  void shouldHaveCountedItAndGiveEverySeriesThatMonitoringAsksFor() throws Exception {
    String figures = get("/metrics").body();

    assertThat(figures)
        .containsPattern("\\nassay_store_failures_total\\{[^}]*\"store-unavailable\"[^}]*} [1-9]")
        .containsPattern("\\nassay_refusals_total\\{[^}]*\"database-unavailable\"[^}]*} [1-9]")
        .containsPattern("\\nassay_index_working\\{[^}]*} 1");
    for (String series : seriesOfMonitoring()) {
      assertThat(figures).containsPattern("\\n" + series + "[{ ]");
    }
  }

  /** Promise S11. */
  @Test
  @Order(10)
  void shouldSendSecurityHeadersWithEveryAnswer() throws Exception {
    HeaderWalk walk = new HeaderWalk(town.network().portal());

    assertThat(walk.requireSecurityHeaders()).contains(200, 400, 401, 404, 405);
    walk.requireProblemsOfOurOwn();
    walk.requireNothingSaidBeforeTheApplication();
  }

  /** Promise S3, on the server that platforms run on; the resources alone have a test of theirs. */
  @Test
  @Order(11)
  void shouldAnswerMalformedRequestsWithProblemsAndKeepNothingOfThem() throws Exception {
    Malice malice = new Malice(town.network());
    malice.send(Malice.WARM_UP, 1);
    long base = malice.heapBytes();

    Map<Integer, Integer> statuses = malice.send(Integer.getInteger("assay.malformed", 2_000), 2);

    System.out.printf("Malformed requests were answered %s.%n", statuses);
    assertThat(statuses).containsKeys(400, 401, 404, 405, 406, 415);
    Wait.until(
        "the platform's heap to be back at " + base,
        LONG,
        () -> malice.heapBytes() < base + Malice.MOST_KEPT);
  }

  /** Named by the dashboard and the alerts; {@code OperationsTest} holds both to the platform's. */
  private static Set<String> seriesOfMonitoring() throws IOException {
    Path packaging = Path.of(System.getProperty("assay.home"), "packaging");
    String dashboard = Files.readString(packaging.resolve("grafana/assay.json"));
    String alerts = Files.readString(packaging.resolve("prometheus/assay-rules.yml"));
    return Pattern.compile("assay_\\w+")
        .matcher(dashboard + alerts)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** In equals out and burned to the wei; every miner staked once. */
  private static void requireSubmittedOnce(BountyFacts end) {
    watcher.events().refresh();
    Books books = Books.of(watcher, end.id());
    assertThat(books.accounted()).isEqualTo(books.in());
    assertThat(books.locked()).isZero();
    for (SubmissionFacts submission : end.submissions()) {
      assertThat(books.fundings().stream().filter(one -> one.from().equals(submission.miner())))
          .containsExactly(new Books.Funding(submission.miner(), end.commitCost().value()));
    }
  }

  private static Note awaitWaiting(String agent, String about) throws InterruptedException {
    return town.notes()
        .await(
            agent, SHORT, note -> note.event().equals("waiting") && note.message().contains(about));
  }

  private static void awaitDown(String check) throws InterruptedException {
    Wait.until(
        check + " to be shown as down",
        SHORT,
        () -> {
          HttpResponse<String> answer = get("/health/ready");
          JsonNode health = new ObjectMapper().readTree(answer.body());
          for (JsonNode one : health.path("checks")) {
            if (one.path("name").asText().equals(check)
                && one.path("status").asText().equals("DOWN")) {
              assertThat(one.path("data").path("problem").asText()).isNotBlank();
              return answer.statusCode() == 503;
            }
          }
          return false;
        });
  }

  private static void awaitUnready(String why) throws InterruptedException {
    Wait.until(
        "the platform to tell of it", SHORT, () -> get("/health/ready").body().contains(why));
  }

  private static void stayReadable(Duration length) throws InterruptedException {
    long begun = System.nanoTime();
    Wait.until(
        "the end of the outage",
        length.plus(SHORT),
        () -> {
          requireReadable();
          return System.nanoTime() - begun >= length.toNanos();
        });
  }

  private static void requireReadable() throws IOException, InterruptedException {
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/bounties").body()).contains(job.id().value().hex());
  }

  private static long grantsToLatecomer() {
    watcher.events().refresh();
    return new GrantFacts(watcher.events())
        .given(owner.version(), latecomer.address(), Purpose.TRAIN)
        .count();
  }

  private static void awaitReady() throws InterruptedException {
    Wait.until("the platform to be ready", SHORT, () -> get("/health/ready").statusCode() == 200);
  }

  private static void requireProblem(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:assay:problem:" + code);
    assertThat(problem.path("detail").asText()).isNotBlank();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(town.network().portal().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
