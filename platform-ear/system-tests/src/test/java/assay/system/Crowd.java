package assay.system;

import assay.agent.bench.OpenLoop;
import assay.chain.Account;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.web3j.crypto.ECKeyPair;

/**
 * People with an account each who look around on a platform: each does something every ten seconds,
 * whether or not the platform is slow, and one deed in ten is a sign-in. Anything but success ends
 * their visit.
 */
final class Crowd {

  /** What 95 of 100 answers must not take longer than. */
  static final Duration ANSWER = Duration.ofMillis(500);

  private static final int THINK_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final long FIRST_KEY = 1_000_000;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI platform;
  private final List<Account> people;
  private final AtomicInteger turn = new AtomicInteger();

  Crowd(URI platform, int people) {
    this.platform = platform;
    this.people =
        IntStream.range(0, people)
            .mapToObj(n -> Account.of(ECKeyPair.create(BigInteger.valueOf(FIRST_KEY + n))))
            .toList();
  }

  /**
   * Lets them act.
   *
   * @return how long they waited for each answer, from when they wanted it
   */
  OpenLoop.Times visit(Duration time) {
    String dataset = someDataset();
    int perSecond = people.size() / THINK_SECONDS;
    OpenLoop.Times times =
        new OpenLoop(System::nanoTime)
            .run(() -> act(dataset), perSecond, perSecond * Math.toIntExact(time.toSeconds()));
    tell("%d people for %d s".formatted(people.size(), time.toSeconds()), times);
    return times;
  }

  private void act(String dataset) {
    int now = turn.getAndIncrement();
    Account who = people.get(now % people.size());
    switch (now % 10) {
      case 0 -> signIn(who);
      case 1, 2, 3 -> get("datasets?sort=-registeredAt");
      case 4, 5 -> get("bounties");
      case 6 -> get("grants?grantee=" + who.address().hex());
      case 7, 8 -> get("datasets/" + dataset);
      default -> get("actors");
    }
  }

  private void signIn(Account who) {
    Visitor visitor = new Visitor(platform, who, 0);
    try {
      visitor.signIn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (visitor.tokens().isEmpty()) {
      throw new IllegalStateException(who.address() + " could not sign in.");
    }
  }

  private String someDataset() {
    JsonNode first = get("datasets?limit=1").path("items").path(0).path("id");
    if (!first.isTextual()) {
      throw new IllegalStateException("There is no dataset that people could look at.");
    }
    return first.asText();
  }

  private JsonNode get(String path) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(platform.resolve("/api/v1/" + path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != OK) {
        throw new IllegalStateException(path + " was answered " + answer.statusCode() + ".");
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Prints figures, in a line that begins with {@code LOAD}. */
  static void tell(String what, OpenLoop.Times times) {
    System.out.printf(
        Locale.ROOT,
        "LOAD %s: half %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms of %d%n",
        what,
        millis(times.quantile(0.5)),
        millis(times.quantile(0.95)),
        millis(times.quantile(0.99)),
        times.rising().size());
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
