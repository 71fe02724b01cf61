package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.api.ApiClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists page by page. */
@ExtendWith(ApiExtension.class)
class PagesIT {

  private static final String COPY =
      "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state, reward,"
          + " opened_at) select ?, researcher, recipient, platform, spec, spec_hash, state, ?,"
          + " cast(? as timestamptz) from bounty limit 1";

  private final ApiServer server;
  private final ApiClient client;

  PagesIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  /** Ten bounties, of which each two have their time in common. */
  @BeforeEach
  void fill() {
    server.restore();
    for (int number = 10; number < 20; number++) {
      insert(number, "2026-04-%02dT00:00:00Z".formatted(1 + number / 2));
    }
  }

  private void insert(int number, String openedAt) {
    server.database().execute(COPY, id(number), number % 4, openedAt);
  }

  private static String id(int number) {
    return "0x" + String.valueOf(number).repeat(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounties?sort=-openedAt",
        "bounties?sort=openedAt",
        "bounties?sort=-reward",
        "bounties?sort=reward&state=OPEN",
        "bounties?state=OPEN"
      })
  void shouldGiveEverythingOnceAndInOrder(String list) throws Exception {
    List<String> whole = ids(page(list + "&limit=100"));

    List<String> turned = turn(list + "&limit=3", () -> {});

    assertThat(whole).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
    assertThat(turned).isEqualTo(whole);
  }

  @Test
  void shouldReverseTheOrderWithAMinus() throws Exception {
    List<String> rising = ids(page("bounties?sort=openedAt&limit=100"));
    List<String> falling = ids(page("bounties?sort=-openedAt&limit=100"));

    Collections.reverse(rising);
    assertThat(falling).isEqualTo(rising);
  }

  @Test
  void shouldNeitherRepeatNorSkipWhileRowsAreAdded() throws Exception {
    List<String> before = ids(page("bounties?limit=100"));
    List<Integer> added = new ArrayList<>(List.of(30));

    List<String> turned =
        turn(
            "bounties?limit=2",
            () -> {
              int number = added.get(added.size() - 1) + 1;
              insert(number, "2026-06-01T00:00:00Z");
              added.add(number);
            });

    assertThat(turned).isEqualTo(before);
    assertThat(added).hasSizeGreaterThan(4);
  }

  @Test
  void shouldFilter() throws Exception {
    List<String> settled = ids(page("bounties?state=SETTLED"));
    List<String> nobodys = ids(page("bounties?researcher=" + Persona.STRANGER.address()));
    List<String> owned = ids(page("datasets?owner=" + Persona.OWNER.address()));
    JsonNode pools = page("actors?role=16").path("items");

    assertThat(settled).containsExactly(World.SETTLED_BOUNTY.hex());
    assertThat(nobodys).isEmpty();
    assertThat(owned).containsExactly(World.DATASET.hex());
    assertThat(pools).hasSize(2);
  }

  @Test
  void shouldRefuseACursorOfAnotherListOrderOrFilter() throws Exception {
    String cursor = next(page("bounties?limit=1"));

    for (String other :
        List.of("datasets?", "bounties?sort=reward&", "bounties?state=OPEN&", "grants?")) {
      assertRefused(other + "after=" + cursor);
    }
    assertThat(page("bounties?after=" + cursor).path("items")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!!!", "AAAA", "AAAAAAAAAAAAAAAA", "%00", "null"})
  void shouldRefuseWhatIsNoCursor(String text) throws Exception {
    assertRefused("bounties?after=" + text);
  }

  @Test
  void shouldRefuseACursorWithAnImpossiblePlace() throws Exception {
    String cursor = next(page("bounties?limit=1"));
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    bytes[8] = 'x';

    assertRefused(
        "bounties?after=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "limit=x", "sort=id", "state=open"})
  void shouldRefuseWhatTheListDoesNotHave(String parameter) throws Exception {
    assertRefused("bounties?" + parameter);
  }

  private void assertRefused(String path) throws Exception {
    Answer answer = get(path);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(400);
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:assay:problem:malformed");
  }

  /** All ids, page after page, with something that happens between pages. */
  private List<String> turn(String list, Runnable between) throws Exception {
    JsonNode page = page(list);
    List<String> found = new ArrayList<>(ids(page));
    while (page.has("next")) {
      between.run();
      page = page(list + "&after=" + next(page));
      found.addAll(ids(page));
    }
    return found;
  }

  private static String next(JsonNode page) {
    return URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private JsonNode page(String path) throws Exception {
    Answer answer = get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(server.base().resolve(path)).build());
  }
}
