package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.bench.OpenLoop;
import assay.chain.Address;
import assay.local.network.LocalNetwork;
import assay.local.process.PostgresProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One node, database, chain and all who ask on the same machine, with a catalogue as of a large
 * market: how long answers take (docs/benchmarks.md). Prints every figure before it is held to its
 * bound.
 */
@Tag("release")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int DATASETS = 100_000;
  private static final int EVENTS = 1_000_000;
  private static final int ASKED = 200;
  private static final int LISTENERS = 1_000;
  private static final int PEOPLE = 1_000;

  private static final Duration LIST = Duration.ofMillis(100);
  private static final Duration HEARD = Duration.ofSeconds(1);

  // In HTTP/2 all listeners would share one connection, and few fit into it.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Town town;
  private static Owner owner;

  @BeforeAll
  static void fill() throws Exception {
    town = Town.start("load");
    Stream.concat(Stream.of("miner"), LocalNetwork.evaluatorNames().stream())
        .forEach(town.network()::stop);
    owner = Owner.settle(town, "owner", 0);
    owner.grant(new Address("0x%040x".formatted(1)), Duration.ofHours(1));
    Wait.until(
        "the grant to be listed", LONG, () -> count("select count(*) from access_grant") == 1);
    multiply();
  }

  /**
   * As many rows like the one that is there, beside what the indexer does. Materialized, or each
   * new row would be looked at for every further one.
   */
  private static void multiply() throws SQLException {
    execute(
        """
        with a as materialized (select * from asset)
        insert into asset select r.* from a, generate_series(1, %d) n,
          jsonb_populate_record(null::asset, to_jsonb(a) || jsonb_build_object(
            'id', '0x' || md5(n::text) || md5('b' || n),
            'owner', '0x' || substr(md5('o' || n %% 1000) || md5('p' || n %% 1000), 1, 40),
            'nonce', n,
            'registered_at', a.registered_at - n * interval '1 minute')) r
        """
            .formatted(DATASETS));
    execute(
        """
        with v as materialized (select * from asset_version)
        insert into asset_version select r.* from asset a, v,
          jsonb_populate_record(null::asset_version, to_jsonb(v) || jsonb_build_object('asset', a.id)) r where a.id <> v.asset
        """);
    execute(
        """
        with g as materialized (select * from access_grant)
        insert into access_grant select r.* from g,
          (select id, owner, row_number() over (order by id) as n from asset) a,
          jsonb_populate_record(null::access_grant, to_jsonb(g) || jsonb_build_object(
            'id', '0x' || md5('g' || a.n) || md5('h' || a.n),
            'asset', a.id,
            'grantor', a.owner,
            'granted_at', g.granted_at - a.n * interval '1 minute')) r
        """);
    execute(
        """
        insert into chain_event select r.* from
          (select * from chain_event order by block desc, log_index limit 1) e,
          generate_series(1, %d) n,
          jsonb_populate_record(null::chain_event, to_jsonb(e) || jsonb_build_object('block', 0, 'log_index', n)) r
        """
            .formatted(EVENTS));
    execute("vacuum analyze");
  }

  @AfterAll
  static void end() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Test
  @Order(1)
  void shouldListAmongManyRowsInTime() throws Exception {
    String someOwner =
        JSON.readTree(body("datasets?limit=1")).path("items").path(0).path("owner").asText();
    String late = "datasets?sort=-registeredAt&limit=100";
    for (int i = 0; i < 20; i++) {
      late = after("datasets?sort=-registeredAt&limit=100", late);
    }
    List<String> lists =
        List.of(
            "datasets",
            "datasets?sort=-registeredAt&limit=100",
            late,
            "datasets?owner=" + someOwner,
            "grants?limit=100",
            "grants?grantor=" + someOwner,
            "datasets/" + owner.version().dataset() + "/grants",
            "actors",
            "bounties");

    for (String list : lists) {
      body(list);
    }
    List<String> slow = new ArrayList<>();
    for (String list : lists) {
      OpenLoop.Times times = inTurn(() -> get(list), ASKED);
      Crowd.tell(
          list.replaceAll("0x[0-9a-fA-F]+", "ID").replaceAll("after=[^&]+", "after=PLACE"), times);
      if (times.quantile(0.95).compareTo(LIST) > 0) {
        slow.add(list);
      }
    }
    assertThat(slow).isEmpty();
  }

  @Test
  @Order(2)
  void shouldServeAThousandPeopleForAQuarterOfAnHourWithoutAnError() {
    OpenLoop.Times times = new Crowd(town.network().portal(), PEOPLE).visit(Duration.ofMinutes(15));

    assertThat(times.quantile(0.95)).isLessThan(Crowd.ANSWER);
  }

  @Test
  @Order(3)
  void shouldTellManyListenersInTime() throws Exception {
    List<Long> heard = new ArrayList<>();
    CountDownLatch connected = new CountDownLatch(LISTENERS);
    CountDownLatch told = new CountDownLatch(LISTENERS);
    String stranger = "0x%040x".formatted(0xABCDEFL);
    List<Future<?>> streams = new ArrayList<>();
    for (int i = 0; i < LISTENERS; i++) {
      streams.add(
          listen(
              line -> {
                if (line.startsWith(":")) {
                  connected.countDown();
                } else if (line.startsWith("data:") && line.contains(stranger)) {
                  synchronized (heard) {
                    heard.add(System.nanoTime());
                  }
                  told.countDown();
                }
              }));
    }
    assertThat(connected.await(LONG.toSeconds(), TimeUnit.SECONDS)).as("all listen").isTrue();

    owner.grant(new Address(stranger), Duration.ofHours(1));
    long due = finalSince(stranger);
    assertThat(told.await(LONG.toSeconds(), TimeUnit.SECONDS)).as("all heard").isTrue();

    OpenLoop.Times times =
        new OpenLoop.Times(
            heard.stream().map(at -> Duration.ofNanos(Math.max(0, at - due))).toList());
    streams.forEach(stream -> stream.cancel(true));
    Crowd.tell(LISTENERS + " listeners", times);
    assertThat(times.quantile(0.95)).isLessThan(HEARD);
  }

  /** When the event was seen to be final, at most one look late. */
  private static long finalSince(String stranger) throws InterruptedException, SQLException {
    long block =
        Wait.forSome(
            "the event to be read",
            LONG,
            () -> {
              long found =
                  count(
                      "select coalesce(max(block), 0) from chain_event where block > 0 and"
                          + " payload::text like '%"
                          + stranger
                          + "%'");
              return found > 0 ? Optional.of(found) : Optional.empty();
            });
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (number(statement, "select block from projected") < block) {
        Thread.onSpinWait();
      }
    }
    return System.nanoTime();
  }

  private static Future<?> listen(Consumer<String> lines) {
    return HTTP.sendAsync(
        HttpRequest.newBuilder(at("events")).build(),
        HttpResponse.BodyHandlers.fromLineSubscriber(new LineListener(lines)));
  }

  private static OpenLoop.Times inTurn(Runnable request, int times) {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      request.run();
      taken.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return new OpenLoop.Times(taken);
  }

  private static String after(String list, String page) throws IOException {
    return list + "&after=" + JSON.readTree(body(page)).path("next").asText();
  }

  private static void get(String path) {
    body(path);
  }

  private static String body(String path) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " was answered " + answer.statusCode() + ".");
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI at(String path) {
    return town.network().portal().resolve("/api/v1/" + path);
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return number(statement, query);
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(town.network().database(), PostgresProcess.USER, "");
  }
}
