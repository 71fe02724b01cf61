package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.api.ApiClient.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests with an Idempotency-Key. What an account uploads is counted, each time it is done. */
@ExtendWith(ApiExtension.class)
class IdempotencyIT {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();

  private static final int AT_ONCE = 100;

  private final ApiServer server;
  private final ApiClient client;

  IdempotencyIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @BeforeEach
  void restore() {
    server.restore();
  }

  private HttpRequest.Builder keyed(String operation, Persona persona, String key) {
    return client
        .example(DESCRIPTION.operation(operation), persona)
        .setHeader("Idempotency-Key", key);
  }

  private String brought() {
    return server.database().dump("upload").get("upload").toString();
  }

  @Test
  void shouldDoItOnceAndGiveTheFirstAnswerAgain() throws Exception {
    HttpRequest request = keyed("storeBlock", Persona.OWNER, "one").build();
    Answer first = client.send(request);
    String brought = brought();

    Answer second = client.send(request);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second).isEqualTo(first);
    assertThat(brought()).isEqualTo(brought);
    client.send(keyed("storeBlock", Persona.OWNER, "two").build());
    assertThat(brought()).isNotEqualTo(brought);
  }

  @Test
  void shouldGiveAnAnswerWithoutABodyAgain() throws Exception {
    HttpRequest request = keyed("askForAccess", Persona.MINER, "one").build();

    assertThat(client.send(request)).isEqualTo(new Answer(201, "", ""));
    assertThat(client.send(request)).isEqualTo(new Answer(201, "", ""));
  }

  @Test
  void shouldGiveARefusalAgain() throws Exception {
    HttpRequest request = keyed("offerJob", Persona.STRANGER, "one").build();
    Answer first = client.send(request);
    server
        .database()
        .execute(
            "insert into actor (address, roles, recipient, recipient_version) values (?, 16, '', 1)",
            Persona.STRANGER.address().hex());

    assertThat(first.status()).isEqualTo(403);
    assertThat(client.send(request)).isEqualTo(first);
    assertThat(client.send(keyed("offerJob", Persona.STRANGER, "two").build()).status())
        .isEqualTo(201);
  }

  @Test
  void shouldRefuseTheKeyWithAnotherBodyOrOperation() throws Exception {
    client.send(keyed("storeBlock", Persona.OWNER, "one").build());

    for (HttpRequest other :
        List.of(
            keyed("storeBlock", Persona.OWNER, "one").POST(BodyPublishers.ofString("b")).build(),
            keyed("askPools", Persona.OWNER, "one").build())) {
      Answer answer = client.send(other);
      assertThat(answer.status()).as(answer.body()).isEqualTo(422);
      assertThat(answer.json().path("type").asText())
          .isEqualTo("urn:assay:problem:idempotency-key-reused");
    }
    assertThat(client.send(keyed("storeBlock", Persona.MINER, "one").build()).status())
        .isEqualTo(201);
  }

  @Test
  void shouldRefuseAKeyThatIsNone() throws Exception {
    assertThat(client.send(keyed("storeBlock", Persona.OWNER, "two words").build()).status())
        .isEqualTo(400);
  }

  /** Promise S9. */
  @Test
  void shouldDoItOnceOfAHundredAtOnceAndAnswerAllTheSame() throws Exception {
    client.send(keyed("storeBlock", Persona.OWNER, "first").build());
    String once = brought();
    restore();
    HttpRequest request = keyed("storeBlock", Persona.OWNER, "one").build();
    Callable<Answer> send = () -> client.send(request);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    List<Future<Answer>> answers = threads.invokeAll(Collections.nCopies(AT_ONCE, send));
    threads.shutdown();

    Answer first = client.send(request);
    assertThat(first.status()).isEqualTo(201);
    for (Future<Answer> answer : answers) {
      assertThat(answer.get()).isEqualTo(first);
    }
    assertThat(brought()).isEqualTo(once);
  }

  @Test
  void shouldDoItOnceWhereTheAnswerCouldNotBeKept() throws Exception {
    HttpRequest request = keyed("storeBlock", Persona.OWNER, "one").build();
    String before = brought();
    server
        .database()
        .execute(
            "create function break() returns trigger language plpgsql"
                + " as 'begin raise exception sqlstate ''57P01''; end'");
    server
        .database()
        .execute("create trigger broken before update on first_answer execute function break()");
    Answer failure = client.send(request);
    String meanwhile = brought();
    server.database().execute("drop function break() cascade");

    assertThat(failure.status()).isEqualTo(503);
    assertThat(meanwhile).isEqualTo(before);
    Answer first = client.send(request);
    String once = brought();
    assertThat(first.status()).isEqualTo(201);
    assertThat(client.send(request)).isEqualTo(first);
    assertThat(brought()).isEqualTo(once).isNotEqualTo(before);
  }
}
