package assay.system;

import assay.chain.Account;
import assay.chain.Bytes32;
import assay.registry.grant.AccessGrant;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.web3j.crypto.ECKeyPair;

/**
 * One account that gives each of its requests a key and sends it again until it is answered. Keeps
 * book of the answers and of the faults before them. Lives in one thread; others may look on.
 */
final class Clerk {

  private static final int READERS = 3;
  private static final Duration GRANTS_LAST = Duration.ofHours(2);
  private static final long FIRST_KEY = 2_000_000;

  /** A grant's envelope leaves the mailbox 1000 times an hour at most. */
  private static final int SELDOM = 20;

  private static final int FIRST_FAULT = 500;
  private static final int FIRST_REFUSAL = 400;
  private static final int CONFLICT = 409;
  private static final String KEY = "Idempotency-Key";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Visitor visitor;
  private final boolean isGrantor;
  private final List<AccessGrant> grants;
  private final Random random;
  private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private long rounds;

  /** A request that can be sent again. */
  record Order(String key, String path, String mediaType, String body) {}

  /**
   * What it was answered.
   *
   * @param attempts how often it was sent
   * @param at in {@link System#nanoTime}'s time
   */
  record Receipt(Order order, int status, String body, int attempts, long at) {}

  /**
   * An answer of 500 or above, or none.
   *
   * @param at when it came, in {@link System#nanoTime}'s time
   */
  record Fault(long at, String what) {}

  private Clerk(Visitor visitor, boolean isGrantor, List<AccessGrant> grants, long seed) {
    this.visitor = visitor;
    this.isGrantor = isGrantor;
    this.grants = grants;
    this.random = new Random(seed);
  }

  /** The owner, who leaves envelopes, and those to whom he granted something, who fetch them. */
  static List<Clerk> several(Town town, Owner owner) {
    List<Clerk> clerks = new ArrayList<>();
    List<AccessGrant> grants = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Account account = Account.of(ECKeyPair.create(BigInteger.valueOf(FIRST_KEY + i)));
      AccessGrant grant = owner.grant(account.address(), GRANTS_LAST);
      grants.add(grant);
      Visitor reader = new Visitor(town.network().portal(), account, i);
      clerks.add(new Clerk(reader, false, List.of(grant), i));
    }
    Account account = town.network().home("owner").account();
    Visitor grantor = new Visitor(town.network().portal(), account, READERS);
    clerks.add(new Clerk(grantor, true, List.copyOf(grants), READERS));
    return List.copyOf(clerks);
  }

  Visitor visitor() {
    return visitor;
  }

  boolean isGrantor() {
    return isGrantor;
  }

  List<Receipt> receipts() {
    return receipts;
  }

  List<Fault> faults() {
    return faults;
  }

  /** Numbers of the envelopes it left: the newest of each grant is among the last of them. */
  long rounds() {
    return rounds;
  }

  List<AccessGrant> grants() {
    return grants;
  }

  /** Reads and writes once of everything. */
  void work() throws InterruptedException {
    boolean isTimeForMore = rounds % SELDOM == 0;
    if (isTimeForMore) {
      signIn();
    }
    upload();
    if (isGrantor) {
      leaveEnvelope();
    } else if (isTimeForMore) {
      visitor.fetch(grants.get(0).id().value());
    }
    look();
    rounds++;
  }

  private void signIn() throws InterruptedException {
    int before = visitor.tokens().size();
    do {
      visitor.signIn();
    } while (visitor.tokens().size() == before);
  }

  private void upload() throws InterruptedException {
    insist(
        "uploads/blocks",
        "application/octet-stream",
        ("%0" + Visitor.BLOCK_BYTES + "x").formatted(random.nextLong()));
  }

  private void leaveEnvelope() throws InterruptedException {
    AccessGrant grant = grants.get((int) (rounds % grants.size()));
    Bytes32 id = grant.id().value();
    try {
      insist(
          "envelopes",
          "application/json",
          JSON.writeValueAsString(Visitor.envelope(id, grant.terms().grantee(), rounds)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values became unwritable JSON.", e);
    }
  }

  private void look() throws InterruptedException {
    answer(visitor.request("datasets").GET());
  }

  private void insist(String path, String mediaType, String body) throws InterruptedException {
    Order order = new Order("key-" + random.nextLong(), path, mediaType, body);
    int attempts = 0;
    Optional<HttpResponse<String>> answer = Optional.empty();
    while (answer.isEmpty()) {
      attempts++;
      answer = answer(request(order));
    }
    HttpResponse<String> last = answer.get();
    receipts.add(new Receipt(order, last.statusCode(), last.body(), attempts, System.nanoTime()));
  }

  /** Sends it once more, whatever came of it. */
  HttpResponse<String> again(Order order) throws IOException, InterruptedException {
    return HTTP.send(request(order).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(Order order) {
    return visitor
        .authorized(order.path())
        .header(KEY, order.key())
        .header("Content-Type", order.mediaType())
        .POST(BodyPublishers.ofString(order.body()));
  }

  private Optional<HttpResponse<String>> answer(HttpRequest.Builder request)
      throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      faults.add(new Fault(System.nanoTime(), e.toString()));
      return Optional.empty();
    }
    if (answer.statusCode() >= FIRST_FAULT) {
      faults.add(new Fault(System.nanoTime(), answer.statusCode() + " " + answer.body()));
      return Optional.empty();
    }
    if (answer.statusCode() == CONFLICT) {
      return Optional.empty();
    }
    if (answer.statusCode() >= FIRST_REFUSAL) {
      throw new AssertionError(visitor.address() + " was refused: " + answer.body());
    }
    return Optional.of(answer);
  }
}
