package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.api.ApiClient.Answer;
import assay.web.api.MalformedRequests.Malformed;
import assay.web.problem.ProblemType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is wrong with a request, the answer is a problem document and no fault of ours. */
@ExtendWith(ApiExtension.class)
class MalformedRequestsIT {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat [\\w.$]+\\(|Exception\\b|\\bassay\\.|\\bcom\\.fasterxml|org\\.glassfish");
  private static final List<String> TYPES =
      Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList();

  private final ApiServer server;
  private final ApiClient client;

  MalformedRequestsIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @Test
  void shouldAnswerMalformedRequestsWithProblems() throws Exception {
    Map<Integer, Integer> statuses = send(2_000, 1);

    assertThat(statuses).containsKeys(400, 401, 404, 405, 406, 415);
  }

  @Test
  @Tag("release")
  void shouldAnswerManyMalformedRequestsWithProblems() throws Exception {
    Map<Integer, Integer> statuses = send(10_000, 2);

    assertThat(statuses).containsKeys(400, 401, 404, 405, 406, 415);
  }

  private Map<Integer, Integer> send(int count, long seed) throws Exception {
    server.restore();
    MalformedRequests requests = new MalformedRequests(client, DESCRIPTION, seed);
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

  /** What is wrong with an answer. */
  private static List<String> wrongs(Malformed malformed, Answer answer) {
    String what =
        "%s with %s: %d %s"
            .formatted(malformed.operation(), malformed.fault(), answer.status(), answer.body());
    boolean isProblem = answer.mediaType().equals("application/problem+json");
    if (answer.status() < 400) {
      return List.of();
    }
    return answer.status() < 500 && isProblem && isSound(answer) ? List.of() : List.of(what);
  }

  private static boolean isSound(Answer answer) {
    JsonNode problem = answer.json();
    return DESCRIPTION.errors("/components/schemas/Problem", problem).isEmpty()
        && problem.path("status").asInt() == answer.status()
        && TYPES.contains(problem.path("type").asText())
        && !INSIDE.matcher(problem.path("detail").asText()).find();
  }
}
