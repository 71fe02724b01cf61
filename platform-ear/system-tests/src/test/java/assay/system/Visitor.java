package assay.system;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.PersonalSignature;
import assay.registry.grant.EnvelopeKind;
import assay.registry.signin.SignInMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One account at the platform that keeps book of what it was told is done, and of what it never got
 * an answer to. Each request has a connection of its own and is sent once.
 */
final class Visitor {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  static final int BLOCK_BYTES = 4096;
  private static final int FIRST_FAULT = 500;
  private static final int FIRST_REFUSAL = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI platform;
  private final Account account;
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<Deed, Tally> tallies = new EnumMap<>(Deed.class);
  private final List<String> tokens = new ArrayList<>();
  private final List<Signed> spent = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();
  private final Map<Bytes32, Long> delivered = new HashMap<>();
  private final List<Long> doubtful = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();

  /** What a visitor does. */
  enum Deed {
    ASK_NONCE,
    SIGN_IN,
    UPLOAD,
    POST,
    FETCH
  }

  /**
   * How often the platform said that it is done, and how often it said nothing or that it failed.
   */
  record Tally(int done, int unsure) {

    static final Tally NONE = new Tally(0, 0);

    Tally plus(boolean isDone) {
      return isDone ? new Tally(done + 1, unsure) : new Tally(done, unsure + 1);
    }
  }

  /**
   * A request that nobody answered.
   *
   * @param begun in {@link System#nanoTime}'s time
   */
  record Loss(Deed deed, long begun, String why) {}

  /** A sign-in message and its signature. */
  record Signed(String message, String signature) {}

  Visitor(URI platform, Account account, long seed) {
    this.platform = platform;
    this.account = account;
    this.random = new Random(seed);
  }

  Address address() {
    return account.address();
  }

  Tally tally(Deed deed) {
    return tallies.getOrDefault(deed, Tally.NONE);
  }

  int unsure() {
    return tallies.values().stream().mapToInt(Tally::unsure).sum();
  }

  /** Requests whose connection broke. */
  List<Loss> losses() {
    return losses;
  }

  /** Tokens the platform gave. */
  List<String> tokens() {
    return tokens;
  }

  /** Sign-ins whose nonce is used up. */
  List<Signed> spent() {
    return spent;
  }

  /** CIDs of blocks the platform took. */
  List<String> blocks() {
    return blocks;
  }

  /** The number of the newest envelope of each grant that the platform took. */
  Map<Bytes32, Long> delivered() {
    return delivered;
  }

  /** Numbers of envelopes that it may have taken. */
  List<Long> doubtful() {
    return doubtful;
  }

  void signIn() throws InterruptedException {
    Optional<JsonNode> challenge = attempt(Deed.ASK_NONCE, request("auth/nonce").GET());
    if (challenge.isPresent()) {
      Signed signed = sign(challenge.get());
      attempt(Deed.SIGN_IN, json("auth/token", signed))
          .ifPresent(
              answer -> {
                tokens.add(answer.path("token").asText());
                spent.add(signed);
              });
    }
  }

  void upload() throws InterruptedException {
    byte[] block = new byte[BLOCK_BYTES];
    random.nextBytes(block);
    attempt(
            Deed.UPLOAD,
            authorized("uploads/blocks")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(block)))
        .ifPresent(answer -> blocks.add(answer.path("cids").path(0).asText()));
  }

  /** Leaves an envelope that holds a number, in the place of the one before. */
  void post(Bytes32 grant, Address addressee, long number) throws InterruptedException {
    if (attempt(Deed.POST, json("envelopes", envelope(grant, addressee, number))).isPresent()) {
      delivered.put(grant, number);
    } else {
      doubtful.add(number);
    }
  }

  static Map<String, String> envelope(Bytes32 grant, Address addressee, long number) {
    return Map.of(
        "kind", EnvelopeKind.VERSION_KEY.text(),
        "subject", grant.hex(),
        "addressee", addressee.hex(),
        "content", content(number));
  }

  void fetch(Bytes32 grant) throws InterruptedException {
    attempt(
        Deed.FETCH,
        authorized(
                "envelopes?kind=%s&subject=%s"
                    .formatted(EnvelopeKind.VERSION_KEY.text(), grant.hex()))
            .GET());
  }

  /** What the mailbox holds for that number. */
  static String content(long number) {
    return Base64.getEncoder()
        .encodeToString(
            "age-encryption.org/v1\n%d".formatted(number).getBytes(StandardCharsets.US_ASCII));
  }

  /** The status of a request that nobody keeps book of. */
  int statusOf(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** The answer to a request that nobody keeps book of. */
  JsonNode ask(String path, Object body) throws IOException, InterruptedException {
    return read(http.send(json(path, body).build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  HttpRequest.Builder json(String path, Object body) {
    try {
      return authorized(path)
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    } catch (IOException e) {
      throw new IllegalStateException("Plain values became unwritable JSON.", e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(platform.resolve("/api/v1/" + path))
        .timeout(PATIENCE)
        .header("Connection", "close");
  }

  HttpRequest.Builder authorized(String path) {
    return tokens.isEmpty()
        ? request(path)
        : request(path).header("Authorization", "Bearer " + tokens.get(tokens.size() - 1));
  }

  private Signed sign(JsonNode challenge) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String message =
        new SignInMessage(
                challenge.path("domain").asText(),
                account.address(),
                URI.create(challenge.path("uri").asText()),
                challenge.path("chainId").asLong(),
                challenge.path("nonce").asText(),
                now,
                now.plus(Duration.ofMinutes(5)))
            .text();
    return new Signed(message, PersonalSignature.sign(account, message).hex());
  }

  /** The answer, if the thing is done; a refusal means that something was lost before. */
  private Optional<JsonNode> attempt(Deed deed, HttpRequest.Builder request)
      throws InterruptedException {
    Optional<JsonNode> answer = answer(deed, request.build());
    tallies.merge(
        deed, Tally.NONE.plus(answer.isPresent()), (old, one) -> old.plus(answer.isPresent()));
    return answer;
  }

  private Optional<JsonNode> answer(Deed deed, HttpRequest request) throws InterruptedException {
    HttpResponse<String> answer;
    long begun = System.nanoTime();
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      losses.add(new Loss(deed, begun, e.toString()));
      return Optional.empty();
    }
    if (answer.statusCode() >= FIRST_FAULT) {
      System.out.println(deed + " failed: " + answer.body());
      return Optional.empty();
    }
    if (answer.statusCode() >= FIRST_REFUSAL) {
      throw new AssertionError(deed + " of " + address() + " was refused: " + answer.body());
    }
    return Optional.of(read(answer.body()));
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("The platform answered no JSON: " + body, e);
    }
  }
}
