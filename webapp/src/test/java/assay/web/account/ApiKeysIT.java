package assay.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysIT {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Address ALICE = TestAccounts.number(1).address();
  private static final Address MALLORY = TestAccounts.number(2).address();

  private static TestDatabase database;

  private SettableClock clock;
  private ApiKeys keys;

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
    database.execute("delete from api_key");
    clock = new SettableClock(NOON);
    keys = new ApiKeys(database.database(), clock, new SecureRandom());
  }

  private MadeApiKey make(String name, String... scopes) {
    return keys.make(ALICE, new NewApiKey(name, List.of(scopes), NOON.plus(Duration.ofDays(30))));
  }

  @Test
  void shouldActInItsAccountsNameWithinItsScopes() {
    MadeApiKey made = make("export", "read");

    assertThat(keys.identityOf(made.key()))
        .hasValueSatisfying(
            identity -> {
              assertThat(identity.account()).isEqualTo(ALICE);
              assertThat(identity.scopes()).containsExactly(Scope.READ);
            });
  }

  @Test
  void shouldStoreNoKeyInTheClear() {
    MadeApiKey made = make("export", "act");

    assertThat(made.key()).startsWith("assay_key_").hasSize(53);
    assertThat(database.dump("api_key").toString())
        .contains(made.prefix())
        .doesNotContain(made.key().substring(made.prefix().length()));
  }

  @Test
  void shouldEndWithTheKeysTime() {
    MadeApiKey made = make("export", "read");

    clock.advance(Duration.ofDays(30).minusSeconds(1));
    boolean isValidUntilThen = keys.identityOf(made.key()).isPresent();
    clock.advance(Duration.ofSeconds(1));

    assertThat(isValidUntilThen).isTrue();
    assertThat(keys.identityOf(made.key())).isEmpty();
    assertThat(keys.list(ALICE)).hasSize(1);
  }

  @Test
  void shouldEndWhenItsAccountRevokesIt() {
    MadeApiKey made = make("export", "read");

    assertThatThrownBy(() -> keys.revoke(MALLORY, made.prefix()))
        .isInstanceOf(ApiKeyRefusedException.class);
    assertThat(keys.identityOf(made.key())).isPresent();

    keys.revoke(ALICE, made.prefix());

    assertThat(keys.identityOf(made.key())).isEmpty();
    assertThat(keys.list(ALICE)).isEmpty();
  }

  @Test
  void shouldTellWhenItWasLastUsedToTheMinute() {
    MadeApiKey made = make("export", "read");
    boolean isUsed = keys.list(ALICE).get(0).lastUsedAt().isPresent();

    clock.advance(Duration.ofSeconds(90));
    keys.identityOf(made.key());

    assertThat(isUsed).isFalse();
    assertThat(keys.list(ALICE).get(0).lastUsedAt()).contains(NOON.plusSeconds(60));
  }

  @Test
  void shouldRefuseAnEndThatIsPastOrMoreThanAYearAway() {
    for (Instant end : List.of(NOON, NOON.minusSeconds(1), NOON.plus(Duration.ofDays(366)))) {
      assertThatThrownBy(() -> keys.make(ALICE, new NewApiKey("export", List.of("read"), end)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("365 days");
    }
  }

  @Test
  void shouldRefuseScopesThatNoKeyMayHave() {
    for (List<String> scopes :
        List.of(List.<String>of(), List.of("keys"), List.of("READ"), List.of("read", "admin"))) {
      assertThatThrownBy(() -> new NewApiKey("export", scopes, NOON))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseANameThatIsTaken() {
    make("export", "read");

    assertThatThrownBy(() -> make("export", "act"))
        .isInstanceOfSatisfying(
            ApiKeyRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("api-key-name-taken"));
  }

  @Test
  void shouldRefuseOneKeyTooMany() {
    for (int number = 0; number < ApiKeys.MOST; number++) {
      make("key " + number, "read");
    }

    assertThatThrownBy(() -> make("one more", "read"))
        .isInstanceOfSatisfying(
            ApiKeyRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("too-many-api-keys"));
  }

  @Test
  void shouldKnowNoKeyThatItDidNotMake() {
    make("export", "read");

    for (String key : List.of("assay_key_", "assay_key_' or '1'='1", "x".repeat(100_000))) {
      assertThat(keys.identityOf(key)).isEmpty();
    }
  }
}
