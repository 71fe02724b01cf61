package assay.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.registry.index.FinalEvent;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Promise S10, where a name means another machine from one moment to the next (DNS rebinding). Of
 * two addresses of this machine one stands for the public internet, the other for what is within.
 */
class CourierTest {

  private static final String OUTSIDE = "127.0.0.2";
  private static final String INSIDE = "127.0.0.1";
  private static final String NAME = "rebinding.example";
  private static final FinalEvent EVENT =
      new FinalEvent(
          new ChainEvent(
              ContractName.BOUNTY_MARKET,
              "BountyOpened",
              new EventPosition(2, Bytes32.ZERO, 0, Bytes32.ZERO),
              Map.of()),
          Instant.EPOCH);

  private final List<String> reached = new CopyOnWriteArrayList<>();
  private HttpServer inside;
  private HttpServer outside;

  @BeforeEach
  void listen() throws IOException {
    inside = listen(INSIDE, 0);
    outside = listen(OUTSIDE, inside.getAddress().getPort());
  }

  /** Every connection is for one request, so that the next one asks for the name again. */
  private HttpServer listen(String address, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getLocalAddress().getAddress().getHostAddress());
          exchange.getResponseHeaders().set("Connection", "close");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    inside.stop(0);
    outside.stop(0);
  }

  @Test
  void shouldConnectToTheAddressThatItJudged() {
    Answers names = new Answers(List.of(List.of(OUTSIDE), List.of(INSIDE)));

    Optional<String> problem = sent(names, 1);

    assertThat(problem).isEmpty();
    assertThat(reached).containsExactly(OUTSIDE);
    assertThat(names.asked()).isEqualTo(1);
  }

  @Test
  void shouldJudgeAgainWhenTheNameMeansAnotherMachine() {
    Answers names = new Answers(List.of(List.of(OUTSIDE), List.of(INSIDE)));

    Optional<String> problem = sent(names, 2);

    assertThat(problem).contains("its address is not a public one");
    assertThat(reached).containsExactly(OUTSIDE);
    assertThat(names.asked()).isEqualTo(2);
  }

  @Test
  void shouldNotGoInsideThoughTheNameMeansBothAtOnce() {
    sent(new Answers(List.of(List.of(INSIDE, OUTSIDE))), 1);
    sent(new Answers(List.of(List.of(OUTSIDE, INSIDE))), 1);

    assertThat(reached).doesNotContain(INSIDE);
  }

  /** What the last of so many posts came to. */
  private Optional<String> sent(Dns names, int posts) {
    URI url = URI.create("http://" + NAME + ":" + inside.getAddress().getPort() + "/hook");
    GuardedSockets sockets =
        new GuardedSockets(address -> address.getHostAddress().equals(OUTSIDE));
    Optional<String> problem = Optional.empty();
    try (Courier courier = new Courier(sockets, names, Clock.systemUTC())) {
      for (int post = 0; post < posts; post++) {
        problem = courier.send(url, "secret", EVENT);
      }
    }
    return problem;
  }

  /** A name server that gives other answers every time, and the last one from then on. */
  private static final class Answers implements Dns {

    private final List<List<String>> answers;
    private final List<String> asked = new ArrayList<>();

    Answers(List<List<String>> answers) {
      this.answers = answers;
    }

    @Override
    public synchronized List<InetAddress> lookup(String name) throws UnknownHostException {
      List<InetAddress> addresses = new ArrayList<>();
      for (String address : answers.get(Math.min(asked.size(), answers.size() - 1))) {
        addresses.add(InetAddress.getByAddress(name, InetAddress.getByName(address).getAddress()));
      }
      asked.add(name);
      return addresses;
    }

    synchronized int asked() {
      return asked.size();
    }
  }
}
