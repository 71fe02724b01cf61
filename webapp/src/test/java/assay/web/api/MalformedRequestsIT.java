package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.problem.ProblemType;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise S3 where the examples' things are there, so that requests come past the first question;
 * the system tests send as many to the server that platforms run on.
 */
@ExtendWith(ApiExtension.class)
class MalformedRequestsIT {

  private final ApiServer server;

  MalformedRequestsIT(ApiServer server) {
    this.server = server;
  }

  @Test
  void shouldAnswerMalformedRequestsWithProblems() throws Exception {
    assertThat(send(500, 1)).containsKeys(400, 401, 404, 405, 406, 415);
  }

  @Test
  @Tag("release")
  void shouldAnswerManyMalformedRequestsWithProblems() throws Exception {
    assertThat(send(10_000, 2)).containsKeys(400, 401, 404, 405, 406, 415);
  }

  private Map<Integer, Integer> send(int count, long seed) throws Exception {
    server.restore();
    Set<String> types =
        Arrays.stream(ProblemType.values()).map(ProblemType::uri).collect(Collectors.toSet());
    return new MalformedTraffic(server.client(), ApiDescription.load(), types::contains, Set.of())
        .send(count, seed);
  }
}
