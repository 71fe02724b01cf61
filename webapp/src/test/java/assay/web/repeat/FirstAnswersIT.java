package assay.web.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import assay.web.account.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAnswersIT {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final FirstAnswer ANSWER = new FirstAnswer(201, "application/json", "{}");

  private static TestDatabase database;

  private SettableClock clock;
  private FirstAnswers answers;

  @BeforeAll
  static void createTheDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeTheDatabase() {
    database.close();
  }

  @BeforeEach
  void begin() {
    database.execute("delete from first_answer");
    clock = new SettableClock(NOON);
    answers = new FirstAnswers(database.database(), clock);
  }

  private static RepeatedRequest request(int account, String key, String body) {
    return new RepeatedRequest(
        TestAccounts.number(account).address(),
        key,
        Bytes32.sha256(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldAnswerTheSameRequestOfADayAsTheFirst() {
    RepeatedRequest request = request(1, "one", "a");
    boolean isFirst = answers.begin(request).isEmpty();
    answers.keep(request, ANSWER);
    clock.advance(FirstAnswers.KEPT_FOR.minusSeconds(1));

    assertThat(isFirst).isTrue();
    assertThat(answers.begin(request)).contains(ANSWER);
    clock.advance(Duration.ofSeconds(1));
    assertThat(answers.begin(request)).isEmpty();
  }

  @Test
  void shouldRefuseAKeyOfAnotherRequest() {
    answers.begin(request(1, "one", "a"));

    assertRefused(request(1, "one", "b"), "idempotency-key-reused");
  }

  @Test
  void shouldKeepAccountsApart() {
    answers.begin(request(1, "one", "a"));

    assertThat(answers.begin(request(2, "one", "b"))).isEmpty();
  }

  @Test
  void shouldRefuseARequestWhoseFirstIsUnderWayAndTakeItWhereThatIsLost() {
    RepeatedRequest request = request(1, "one", "a");
    answers.begin(request);
    clock.advance(FirstAnswers.LOST_AFTER.minusSeconds(1));

    assertRefused(request, "idempotency-key-in-progress");
    clock.advance(Duration.ofSeconds(1));
    assertThat(answers.begin(request)).isEmpty();
  }

  @Test
  void shouldTakeARequestAgainThatFailedByNoFaultOfItsOwn() {
    RepeatedRequest request = request(1, "one", "a");
    answers.begin(request);

    answers.forget(request);

    assertThat(answers.begin(request)).isEmpty();
  }

  @Test
  void shouldLetOneOfManyAtOnceGoOn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<Boolean> begin =
        () -> {
          try {
            return answers.begin(request(1, "one", "a")).isEmpty();
          } catch (RepeatRefusedException e) {
            return false;
          }
        };

    int begun = 0;
    for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(40, begin))) {
      begun += answer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(begun).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "\u00e4", "\u0000"})
  void shouldRefuseAKeyThatIsNotVisibleCharacters(String key) {
    assertThatThrownBy(() -> request(1, key, "a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAKeyThatIsTooLong() {
    assertThatThrownBy(() -> request(1, "x".repeat(256), "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertRefused(RepeatedRequest request, String code) {
    assertThatThrownBy(() -> answers.begin(request))
        .isInstanceOfSatisfying(
            RepeatRefusedException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
