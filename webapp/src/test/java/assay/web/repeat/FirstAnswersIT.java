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
import java.util.Optional;
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
    database.execute("delete from upload");
    clock = new SettableClock(NOON);
    answers = new FirstAnswers(database.database(), clock);
  }

  private static RepeatedRequest request(int account, String key, String body) {
    return new RepeatedRequest(
        TestAccounts.number(account).address(),
        key,
        Bytes32.sha256(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(RepeatedRequest request) {
    try (FirstAnswers.Attempt attempt = answers.begin(request)) {
      attempt.keep(ANSWER);
    }
  }

  private Optional<FirstAnswer> earlier(RepeatedRequest request) {
    try (FirstAnswers.Attempt attempt = answers.begin(request)) {
      return attempt.earlier();
    }
  }

  private static void doSomething() {
    database.execute("insert into upload values ('0x1', '2026-05-04', 1)");
  }

  private static String done() {
    return database.dump("upload").toString();
  }

  @Test
  void shouldAnswerTheSameRequestOfADayAsTheFirst() {
    RepeatedRequest request = request(1, "one", "a");
    boolean isFirst = earlier(request).isEmpty();
    answer(request);
    clock.advance(FirstAnswers.KEPT_FOR.minusSeconds(1));

    assertThat(isFirst).isTrue();
    assertThat(earlier(request)).contains(ANSWER);
    clock.advance(Duration.ofSeconds(1));
    assertThat(earlier(request)).isEmpty();
  }

  @Test
  void shouldRefuseAKeyOfAnotherRequest() {
    answer(request(1, "one", "a"));

    assertRefused(request(1, "one", "b"), "idempotency-key-reused");
  }

  @Test
  void shouldKeepAccountsApart() {
    answer(request(1, "one", "a"));

    assertThat(earlier(request(2, "one", "b"))).isEmpty();
  }

  @Test
  void shouldUndoWhatWasDoneUnlessItIsKeptWithItsAnswer() {
    RepeatedRequest request = request(1, "one", "a");
    String before = done();

    FirstAnswers.Attempt abandoned = answers.begin(request);
    doSomething();
    abandoned.close();
    String undone = done();
    try (FirstAnswers.Attempt attempt = answers.begin(request)) {
      doSomething();
      attempt.keep(ANSWER);
    }

    assertThat(undone).isEqualTo(before);
    assertThat(done()).isNotEqualTo(before);
    assertThat(earlier(request)).contains(ANSWER);
  }

  @Test
  void shouldTakeOverFromANodeThatBeganWithoutDoingItInOne() {
    RepeatedRequest request = request(1, "one", "a");
    database.execute(
        "insert into first_answer (account, key, fingerprint, begun_at) values (?, ?, 'b', now())",
        request.account().hex(),
        request.key());

    assertThat(earlier(request)).isEmpty();
  }

  @Test
  void shouldRefuseARequestWhoseFirstTakesLong() throws Exception {
    RepeatedRequest request = request(1, "one", "a");
    ExecutorService another = Executors.newSingleThreadExecutor();

    try (FirstAnswers.Attempt attempt = answers.begin(request)) {
      another.submit(() -> assertRefused(request, "idempotency-key-in-progress")).get();
      attempt.keep(ANSWER);
    }

    assertThat(another.submit(() -> earlier(request)).get()).contains(ANSWER);
    another.shutdown();
  }

  @Test
  void shouldLetOneOfManyAtOnceGoOnAndGiveTheOthersItsAnswer() throws Exception {
    RepeatedRequest request = request(1, "one", "a");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<Boolean> isFirst =
        () -> {
          try (FirstAnswers.Attempt attempt = answers.begin(request)) {
            if (attempt.earlier().isEmpty()) {
              attempt.keep(ANSWER);
              return true;
            }
            assertThat(attempt.earlier()).contains(ANSWER);
            return false;
          }
        };

    int first = 0;
    for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(40, isFirst))) {
      first += answer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(first).isEqualTo(1);
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
