package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Account;
import assay.web.api.ApiClient.Answer;
import assay.web.api.MalformedRequests.Malformed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Sends malformed requests to an API and holds it to its word: whatever is wrong with a request,
 * the answer is a problem document and no fault of the platform's.
 */
public final class MalformedTraffic {

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat [\\w.$]+\\(|Exception\\b|\\bassay\\.(?!example)"
              + "|\\bcom\\.fasterxml|org\\.glassfish");

  private final ApiClient client;
  private final ApiDescription description;
  private final Predicate<String> isType;
  private final Set<String> bareMethods;

  /**
   * Through that client.
   *
   * @param isType whether a problem may have that type
   * @param bareMethods which the server refuses by itself, with a status and nothing else
   */
  MalformedTraffic(
      ApiClient client,
      ApiDescription description,
      Predicate<String> isType,
      Set<String> bareMethods) {
    this.client = client;
    this.description = description;
    this.isType = isType;
    this.bareMethods = bareMethods;
  }

  /**
   * To the API of a platform that knows nothing of the examples' things.
   *
   * @param openapi the API's contract
   * @param token the bearer token that an account is signed in with
   */
  public static MalformedTraffic to(URI portal, String openapi, Function<Account, String> token) {
    return new MalformedTraffic(
        new ApiClient(portal.resolve("/api/v1/"), text -> text, persona -> tokenOf(persona, token)),
        ApiDescription.parse(openapi.getBytes(StandardCharsets.UTF_8)),
        // That it is one of those in the contract's pattern is all that is known from without.
        type -> true,
        Set.of("TRACE"));
  }

  /** Nobody made keys there: their account is signed in instead. */
  private static Optional<String> tokenOf(Persona persona, Function<Account, String> token) {
    return persona == Persona.ANONYMOUS
        ? Optional.empty()
        : Optional.of(token.apply(persona.account()));
  }

  /** How often which status was the answer to so many requests; the same seed makes the same. */
  public Map<Integer, Integer> send(int count, long seed) throws IOException, InterruptedException {
    MalformedRequests requests = new MalformedRequests(client, description, seed);
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> wrongs = new ArrayList<>();
    for (int sent = 0; sent < count; sent++) {
      Malformed malformed = requests.next();
      Answer answer = client.send(malformed.request());
      wrongs.addAll(wrongs(malformed, answer));
      statuses.merge(answer.status(), 1, Integer::sum);
    }
    assertThat(wrongs).isEmpty();
    return statuses;
  }

  private List<String> wrongs(Malformed malformed, Answer answer) {
    boolean isRight =
        answer.status() < 400
            || isBare(malformed, answer)
            || (answer.status() < 500
                && answer.mediaType().equals("application/problem+json")
                && isSound(answer));
    return isRight
        ? List.of()
        : List.of(
            "%s with %s: %d %s"
                .formatted(
                    malformed.operation(), malformed.fault(), answer.status(), answer.body()));
  }

  private boolean isBare(Malformed malformed, Answer answer) {
    return bareMethods.contains(malformed.request().method())
        && answer.status() == 405
        && answer.body().isEmpty();
  }

  private boolean isSound(Answer answer) {
    JsonNode problem = answer.json();
    return description.errors("/components/schemas/Problem", problem).isEmpty()
        && problem.path("status").asInt() == answer.status()
        && isType.test(problem.path("type").asText())
        && !INSIDE.matcher(problem.path("detail").asText()).find();
  }
}
