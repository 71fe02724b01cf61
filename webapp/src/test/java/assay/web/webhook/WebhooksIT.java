package assay.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import assay.web.account.SettableClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks over a real database, with a real receiver. */
class WebhooksIT {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Address LAB = TestAccounts.number(1).address();

  private final SettableClock clock = new SettableClock(NOON);
  private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger status = new AtomicInteger(204);

  private TestDatabase database;
  private HttpServer receiver;
  private Webhooks webhooks;
  private Courier courier;
  private Deliveries deliveries;

  /** What arrived. */
  private record Post(String body, String signature) {}

  @BeforeEach
  void listen() throws IOException {
    database = TestDatabase.create();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
    webhooks = new Webhooks(database.database(), Reach.ANYWHERE, clock, new SecureRandom());
    courier = new Courier(Reach.ANYWHERE, clock);
    deliveries = new Deliveries(database.database(), webhooks, courier, clock);
    reach(1);
  }

  @AfterEach
  void stop() {
    courier.close();
    receiver.stop(0);
    database.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posts.add(new Post(body, exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER)));
    exchange.getResponseHeaders().set("Location", url("/elsewhere").toString());
    exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
  }

  private MadeWebhook make(String... events) {
    return webhooks.make(LAB, new NewWebhook(url("/hook"), List.of(events)));
  }

  /** An event in a block of its own, which is final. */
  private void happen(int block, String name) {
    database.execute(
        "insert into chain_event (block, log_index, block_hash, transaction, contract, name,"
            + " payload, mined_at) values (?, 0, ?, ?, 'BOUNTY_MARKET', ?, '{\"n\": 1}'::jsonb,"
            + " now())",
        block,
        "0x" + "b1".repeat(32),
        "0x" + "a1".repeat(32),
        name);
    reach(block);
  }

  private void reach(int block) {
    database.execute(
        "insert into projected (block, hash, mined_at) values (?, ?, now())"
            + " on conflict (only_row) do update set block = excluded.block",
        block,
        "0x" + "b1".repeat(32));
  }

  private void round() {
    deliveries.round(Runnable::run);
  }

  private List<String> ids() {
    return posts.stream().map(post -> post.body().split("\"", -1)[3]).toList();
  }

  private Webhook only() {
    return webhooks.list(LAB).get(0);
  }

  @Test
  void shouldSendWhatBecomesFinalFromNowOnInOrder() {
    happen(2, "BountyOpened");
    make();
    happen(3, "BountyOpened");
    happen(4, "BountySettled");

    round();
    round();

    assertThat(ids()).containsExactly("3-0", "4-0");
    assertThat(posts.get(0).body())
        .contains("\"name\":\"BountyOpened\"", "\"contract\":\"BountyMarket\"", "\"n\":1");
    assertThat(only().failures()).isZero();
  }

  @Test
  void shouldSendOnlyWhatWasAskedFor() {
    make("BountySettled");
    happen(2, "BountyOpened");
    happen(3, "BountySettled");

    round();

    assertThat(ids()).containsExactly("3-0");
  }

  @Test
  void shouldSignEachPostAndItsTime() {
    MadeWebhook made = make();
    happen(2, "BountyOpened");

    round();

    Post post = posts.get(0);
    assertThat(post.signature())
        .startsWith("t=" + NOON.getEpochSecond() + ",v1=")
        .isEqualTo(WebhookSignature.of(made.secret(), NOON, post.body()))
        .isNotEqualTo(WebhookSignature.of(made.secret(), NOON.plusSeconds(1), post.body()))
        .isNotEqualTo(WebhookSignature.of("another", NOON, post.body()));
  }

  @Test
  void shouldKeepToTheSignatureThatIsDocumented() {
    assertThat(WebhookSignature.of("secret", Instant.ofEpochSecond(1_000_000_000), "{}"))
        .isEqualTo(
            "t=1000000000,v1=10447a13c77e61914632c736653543f75b152b77a1573fc15a41baad63fc66a3");
  }

  @Test
  void shouldSendAgainAfterAPauseWhatDidNotArrive() {
    make();
    happen(2, "BountyOpened");
    happen(3, "BountySettled");
    status.set(500);

    round();
    round();
    assertThat(ids()).containsExactly("2-0");
    assertThat(only().lastProblem()).contains("it answered 500");
    assertThat(only().nextAttemptAt()).contains(NOON.plusSeconds(10));
    status.set(200);
    clock.advance(Duration.ofSeconds(10));
    round();

    assertThat(ids()).containsExactly("2-0", "2-0", "3-0");
    assertThat(only().lastProblem()).isEmpty();
  }

  @Test
  void shouldNotFollowARedirect() {
    make();
    happen(2, "BountyOpened");
    status.set(307);

    round();

    assertThat(posts).hasSize(1);
    assertThat(only().lastProblem()).contains("it answered 307");
  }

  @Test
  void shouldGiveUpAfterThreeDaysOfFailures() {
    make();
    happen(2, "BountyOpened");
    status.set(500);
    round();

    clock.advance(Webhooks.GIVEN_UP_AFTER);
    round();

    assertThat(posts).hasSize(1);
  }

  @Test
  void shouldDoubleThePauseUpToAnHour() {
    assertThat(Webhooks.pause(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Webhooks.pause(3)).isEqualTo(Duration.ofSeconds(40));
    assertThat(Webhooks.pause(50)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldLetOneNodeAtATimeSend() {
    make();
    happen(2, "BountyOpened");

    List<DueWebhook> first = webhooks.takeDue(10);
    List<DueWebhook> second = webhooks.takeDue(10);
    clock.advance(Webhooks.TAKEN_FOR);
    List<DueWebhook> afterTheNodeDied = webhooks.takeDue(10);

    assertThat(first).hasSize(1);
    assertThat(second).isEmpty();
    assertThat(afterTheNodeDied).isEqualTo(first);
  }

  @Test
  void shouldNotReachIntoTheOperatorsNetwork() throws Exception {
    make();
    happen(2, "BountyOpened");
    try (Courier guarded = new Courier(Reach.PUBLIC, clock)) {
      new Deliveries(database.database(), webhooks, guarded, clock).round(Runnable::run);
    }

    assertThat(posts).isEmpty();
    assertThat(only().lastProblem()).contains("its address is not a public one");
  }

  @Test
  void shouldTakeHttpsAloneWhereAnybodyMayAsk() {
    Webhooks guarded = new Webhooks(database.database(), Reach.PUBLIC, clock, new SecureRandom());

    assertThatThrownBy(() -> guarded.make(LAB, new NewWebhook(url("/hook"), List.of())))
        .isInstanceOf(WebhookRefusedException.class)
        .hasMessageContaining("https");
  }

  @Test
  void shouldRefuseTheEleventh() {
    for (int number = 0; number < Webhooks.MOST; number++) {
      make();
    }

    assertThatThrownBy(this::make)
        .isInstanceOf(WebhookRefusedException.class)
        .hasMessageContaining("delete one first");
  }
}
