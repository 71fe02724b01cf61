package assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.local.Ports;
import assay.local.network.LocalNetwork;
import assay.local.process.Installation;
import assay.local.process.PlatformProcess;
import assay.local.process.PostgresProcess;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAudit;
import assay.registry.grant.AccessGrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes on one database behind a relay, under load; one of them dies by SIGKILL and comes back.
 * What people were told is done is done once, whichever node they met.
 */
@Tag("release")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int READERS = 4;
  private static final int ROUNDS_A_PHASE = 120;
  private static final long BLOCKS_TOGETHER = 8;

  /** A step is counted just after it is in the database. */
  private static final long A_STEP_UNDER_WAY = 2;

  private static final int CREATED = 201;

  /** The platform's limit on releases under one grant in an hour is 1000. */
  private static final int MOST_ROUNDS = 900;

  private static final Pattern INDEXED =
      Pattern.compile("^assay_index_blocks_total(?:\\{[^}]*})? ([0-9.E+]+)$", Pattern.MULTILINE);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Town town;
  private static Owner owner;
  private static Visitor grantor;
  private static Relay relay;
  private static Earwitness earwitness;
  private static List<Integer> ports = List.of();
  private static Reading together = new Reading(0, 0);
  private static long gone;
  private static long letters;
  private static long strangers = 1_000_000;
  private static volatile boolean isOver;
  private static final AtomicInteger ROUNDS = new AtomicInteger();
  private static final List<PlatformProcess> NODES = new ArrayList<>();
  private static final List<Visitor> READING = new ArrayList<>();
  private static final List<AccessGrant> GRANTS = new ArrayList<>();

  @BeforeAll
  static void letOneOfTwoNodesDieUnderLoad() throws Exception {
    town = Town.start("two-nodes");
    LocalNetwork network = town.network();
    Stream.concat(Stream.of("miner"), LocalNetwork.evaluatorNames().stream())
        .forEach(network::stop);
    owner = Owner.settle(town, "owner", 0);
    for (int i = 0; i < READERS; i++) {
      READING.add(new Visitor(network.portal(), network.home("reader-" + i).account(), i));
      GRANTS.add(owner.grant(READING.get(i).address(), Duration.ofHours(1)));
    }
    grantor = new Visitor(network.portal(), network.home("owner").account(), READERS);
    network.stop("platform");
    ports = Ports.free(2);
    ports.forEach(port -> NODES.add(start(port)));
    NODES.forEach(PlatformProcess::waitUntilReady);
    relay = Relay.start(network.portal().getPort(), ports);
    earwitness = new Earwitness(network.portal());
    Thread ear = new Thread(earwitness, "earwitness");
    ear.setDaemon(true);
    ear.start();
    Wait.until("the mailbox to know the grants", LONG, TwoNodesIT::areGrantsKnown);
    live();
  }

  @AfterAll
  static void end() throws Exception {
    NODES.forEach(PlatformProcess::close);
    if (relay != null) {
      relay.close();
    }
    if (town != null) {
      town.end();
    }
  }

  /** Whoever was in the middle does not know; nobody else is left without an answer. */
  @Test
  @Order(1)
  void shouldLeaveNoRequestInDoubtThatBeganAfterTheKill() {
    for (Visitor.Deed deed : Visitor.Deed.values()) {
      int done = everybody().stream().mapToInt(visitor -> visitor.tally(deed).done()).sum();
      int unsure = everybody().stream().mapToInt(visitor -> visitor.tally(deed).unsure()).sum();
      System.out.println("LOAD " + deed + ": " + done + " done, " + unsure + " unsure");
    }
    List<Visitor.Loss> losses =
        everybody().stream().flatMap(visitor -> visitor.losses().stream()).toList();
    losses.forEach(
        loss -> System.out.println(Duration.ofNanos(loss.begun() - gone) + " after: " + loss));

    assertThat(losses).allSatisfy(loss -> assertThat(loss.begun()).isLessThan(gone));
    assertThat(everybody())
        .allSatisfy(
            visitor -> {
              assertThat(visitor.unsure()).as("faults").isEqualTo(visitor.losses().size());
              assertThat(visitor.tokens()).hasSizeGreaterThan(5);
            });
  }

  @Test
  @Order(2)
  void shouldHonourEveryTokenAndNoSignInTwice() throws Exception {
    for (Visitor visitor : everybody()) {
      for (String token : visitor.tokens()) {
        assertThat(
                visitor.statusOf(
                    visitor
                        .request("access-requests")
                        .header("Authorization", "Bearer " + token)
                        .GET()))
            .isEqualTo(200);
      }
      for (Visitor.Signed signed : visitor.spent()) {
        assertThat(visitor.statusOf(visitor.json("auth/token", signed))).isEqualTo(401);
      }
    }
  }

  @Test
  @Order(3)
  void shouldHoldEveryBlockAndCountItOnce() throws Exception {
    for (Visitor reader : READING) {
      Visitor.Tally uploads = reader.tally(Visitor.Deed.UPLOAD);
      long counted =
          number("select bytes from upload where account = '%s'".formatted(reader.address().hex()));

      assertThat(counted % Visitor.BLOCK_BYTES).isZero();
      assertThat(counted / Visitor.BLOCK_BYTES)
          .isBetween((long) uploads.done(), (long) uploads.done() + uploads.unsure());
      for (String cid : reader.blocks()) {
        assertThat(
                reader.statusOf(
                    HttpRequest.newBuilder(
                            town.network().store().resolve("/api/v0/block/stat?arg=" + cid))
                        .POST(HttpRequest.BodyPublishers.noBody())))
            .isEqualTo(200);
      }
    }
  }

  @Test
  @Order(4)
  void shouldKeepOneEnvelopePerGrantAndTheNewest() throws Exception {
    List<String> kept = texts("select subject || ' ' || content from envelope order by subject");

    assertThat(kept).hasSize(READERS);
    grantor
        .delivered()
        .forEach(
            (grant, number) -> assertThat(kept).containsAnyElementsOf(possible(grant, number)));
  }

  /** The newest that was taken, or one after it of which nobody knows. */
  private static List<String> possible(Bytes32 grant, long delivered) {
    return Stream.concat(
            Stream.of(delivered), grantor.doubtful().stream().filter(number -> number > delivered))
        .map(number -> grant.hex() + " " + Visitor.content(number))
        .toList();
  }

  @Test
  @Order(5)
  void shouldWriteEveryReleaseDownOnceAndInOneChain() {
    AccessLog log = owner.agent().platform().accessLog(owner.version().dataset());

    assertThat(new LogAudit(log).firstFlaw()).isEmpty();
    for (Visitor reader : READING) {
      Visitor.Tally fetches = reader.tally(Visitor.Deed.FETCH);
      assertThat(releasesTo(reader.address(), log))
          .isBetween((long) fetches.done(), (long) fetches.done() + fetches.unsure());
    }
  }

  @Test
  @Order(6)
  void shouldTellAListenerEveryEventOnceAndInOrder() throws Exception {
    List<String> told =
        texts(
            "select block || '-' || log_index from chain_event"
                + " where block <= (select block from projected) order by block, log_index");

    Wait.until("the last event to be told", LONG, () -> earwitness.heard().size() >= told.size());
    assertThat(earwitness.heard().subList(0, told.size())).isEqualTo(told);
  }

  @Test
  @Order(7)
  void shouldHaveReadEachBlockOnOneNodeOnly() {
    assertThat(together.blocks()).isCloseTo(together.height(), within(A_STEP_UNDER_WAY));
    assertThat(together.height()).isGreaterThanOrEqualTo(BLOCKS_TOGETHER);
  }

  @Test
  @Order(8)
  void shouldHaveTheProjectionOfAFreshOne() throws Exception {
    ProjectionCheck check = new ProjectionCheck(town.network(), owner.agent());
    Map<String, List<String>> fresh = check.fresh();

    Wait.until("the platform to have read as far", LONG, () -> check.platforms().equals(fresh));
    assertThat(fresh.get("access_grant")).hasSizeGreaterThan(READERS);
  }

  /** What the nodes say they have read, and what the database has. */
  private record Reading(long blocks, long height) {

    Reading minus(Reading earlier) {
      return new Reading(blocks - earlier.blocks, height - earlier.height);
    }
  }

  private static void live() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 2);
    List<Future<Void>> lives = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Visitor reader = READING.get(i);
      Bytes32 grant = GRANTS.get(i).id().value();
      lives.add(threads.submit(life(() -> read(reader, grant))));
    }
    lives.add(threads.submit(life(TwoNodesIT::post)));
    lives.add(threads.submit(life(TwoNodesIT::grantSomebody)));
    Reading before = reading();
    passRounds();
    Wait.until("blocks", LONG, () -> reading().minus(before).height() >= BLOCKS_TOGETHER);
    together = reading().minus(before);
    NODES.get(0).process().kill();
    gone = System.nanoTime();
    passRounds();
    relay.leave(ports.get(0));
    NODES.set(0, start(ports.get(0)));
    NODES.get(0).waitUntilReady();
    relay.join(ports.get(0));
    passRounds();
    isOver = true;
    for (Future<Void> life : lives) {
      life.get();
    }
    threads.shutdown();
  }

  /** Rounds until it is over, or until one fails. */
  private static Callable<Void> life(Round round) {
    return () -> {
      for (int done = 0; done < MOST_ROUNDS && !isOver; done++) {
        round.pass();
        ROUNDS.incrementAndGet();
      }
      return null;
    };
  }

  /** What somebody does again and again. */
  private interface Round {
    void pass() throws Exception;
  }

  private static void read(Visitor reader, Bytes32 grant) throws InterruptedException {
    reader.signIn();
    reader.upload();
    reader.fetch(grant);
  }

  private static void post() throws InterruptedException {
    grantor.signIn();
    long number = ++letters;
    int to = (int) (number % READERS);
    grantor.post(GRANTS.get(to).id().value(), READING.get(to).address(), number);
  }

  private static void grantSomebody() {
    owner.grant(new Address("0x%040x".formatted(++strangers)), Duration.ofHours(1));
  }

  private static void passRounds() throws InterruptedException {
    int from = ROUNDS.get();
    Wait.until("rounds to pass", LONG, () -> ROUNDS.get() >= from + ROUNDS_A_PHASE);
  }

  private static boolean areGrantsKnown() throws Exception {
    if (grantor.tokens().isEmpty()) {
      grantor.signIn();
    }
    for (int i = 0; i < READERS; i++) {
      Map<String, String> envelope =
          Visitor.envelope(GRANTS.get(i).id().value(), READING.get(i).address(), 0);
      if (grantor.statusOf(grantor.json("envelopes", envelope)) != CREATED) {
        return false;
      }
    }
    return true;
  }

  private static PlatformProcess start(int port) {
    LocalNetwork network = town.network();
    return PlatformProcess.start(
        Installation.current(),
        network.folder().part("node-" + port),
        port,
        network.platformSettings());
  }

  private static List<Visitor> everybody() {
    return Stream.concat(READING.stream(), Stream.of(grantor)).toList();
  }

  private static long releasesTo(Address reader, AccessLog log) {
    return log.entries().stream()
        .map(AccessEntry::access)
        .filter(access -> access.grantee().equals(reader) && access.outcome().isRelease())
        .count();
  }

  private static Reading reading() throws Exception {
    long blocks = 0;
    for (int port : ports) {
      blocks += indexed(port);
    }
    return new Reading(blocks, number("select max(number) from indexed_block"));
  }

  private static long indexed(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    Matcher found =
        INDEXED.matcher(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    assertThat(found.find()).isTrue();
    return (long) Double.parseDouble(found.group(1));
  }

  private static long number(String query) throws SQLException {
    return Long.parseLong(texts(query).get(0));
  }

  private static List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(town.network().database(), PostgresProcess.USER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
