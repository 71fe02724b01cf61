package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.api.ApiClient.Answer;
import assay.web.api.AuthorizationMatrix.Cell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, in everybody's name: the status, and that a refusal changes nothing. */
@ExtendWith(ApiExtension.class)
class AuthorizationIT {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();

  private final ApiServer server;
  private final ApiClient client;

  AuthorizationIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  static Stream<Cell> cells() {
    return AuthorizationMatrix.cells().stream();
  }

  @Test
  void shouldHaveARowForEveryOperation() {
    List<String> described = DESCRIPTION.operations().stream().map(Operation::id).toList();

    assertThat(cells().map(Cell::operation).distinct())
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void shouldHaveAColumnForEverybody() {
    assertThat(cells().map(Cell::persona).distinct()).containsExactly(Persona.values());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void shouldAnswerEverybodyAsTheMatrixSays(Cell cell) throws Exception {
    Operation operation = DESCRIPTION.operation(cell.operation());
    server.restore();

    Answer answer = client.send(operation, cell.persona());

    assertThat(answer.status()).as(answer.body()).isEqualTo(cell.status());
    assertThat(answer.body().equals("[]")).as(answer.body()).isEqualTo(cell.isEmpty());
    if (answer.isJson()) {
      assertThat(operation.errors(answer.status(), answer.mediaType(), answer.json())).isEmpty();
    }
    if (cell.isVain() || cell.status() >= 400) {
      assertThat(server.isAsItBegan()).isTrue();
    }
  }
}
