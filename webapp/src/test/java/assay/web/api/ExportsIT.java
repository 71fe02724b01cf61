package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.registry.mailbox.AccessLogs;
import assay.web.api.ApiClient.Answer;
import assay.web.browser.Waiting;
import assay.web.limit.RunningExports;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole lists as files. */
@ExtendWith(ApiExtension.class)
class ExportsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COPY =
      "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state, reward,"
          + " opened_at) select '0x' || lpad(n::text, 64, '0'), researcher, recipient, platform,"
          + " spec, spec_hash, state, n, timestamptz '2026-04-01 00:00:00Z' + (n / 2) * interval '1"
          + " minute' from bounty, generate_series(1, 250) n where id = ?";

  private final ApiServer server;
  private final ApiClient client;

  ExportsIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @BeforeEach
  void restore() {
    server.restore();
  }

  private List<String> lines(String path) throws Exception {
    return get(path).body().lines().toList();
  }

  private Answer get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(server.base().resolve(path)).build());
  }

  @Test
  void shouldExportEveryRowOnceInTheOrderOfTheList() throws Exception {
    server.database().execute(COPY, World.BOUNTY.hex());
    List<JsonNode> exported = new ArrayList<>();
    for (String line : lines("exports/bounties?format=ndjson")) {
      exported.add(JSON.readTree(line));
    }

    assertThat(exported).hasSize(253).doesNotHaveDuplicates();
    assertThat(exported).isEqualTo(listed());
    assertThat(get("exports/bounties?format=json").json()).containsExactlyElementsOf(exported);
    assertThat(lines("exports/bounties?format=csv")).hasSize(254);
  }

  private List<JsonNode> listed() throws Exception {
    List<JsonNode> items = new ArrayList<>();
    JsonNode page = get("bounties?sort=openedAt&limit=100").json();
    page.path("items").forEach(items::add);
    while (page.has("next")) {
      String next = page.path("next").asText();
      page = get("bounties?sort=openedAt&limit=100&after=" + next).json();
      page.path("items").forEach(items::add);
    }
    return items;
  }

  @Test
  void shouldExportPayoutsAcrossPages() throws Exception {
    server
        .database()
        .execute(
            "insert into payout (block, log_index, bounty, account, role, amount, paid_at, token)"
                + " select n / 3, 100 + n % 3, bounty, account, role, n, paid_at, token from payout,"
                + " generate_series(1, 250) n");

    List<String> rows = lines("exports/payouts?format=csv");

    assertThat(rows).hasSize(252);
    assertThat(rows.get(0)).isEqualTo("bounty,account,role,token,amount,paidAt");
    assertThat(rows.subList(1, 252)).allSatisfy(row -> assertThat(row).startsWith("0xb3b3"));
    assertThat(lines("exports/payouts?account=" + Persona.MINER.address())).hasSize(252);
    assertThat(lines("exports/payouts?account=" + Persona.OWNER.address())).hasSize(1);
  }

  @Test
  void shouldExportNothingAsAnEmptyList() throws Exception {
    String path = "exports/payouts?format=json&account=" + Persona.STRANGER.address();

    assertThat(get(path).json()).isEqualTo(JSON.createArrayNode());
  }

  @Test
  void shouldExportAWholeLogToItsOwnerAcrossPages() throws Exception {
    int entries = AccessLogs.MAX_LISTED + 5;
    server.database().execute("insert into access_log values (?)", World.DATASET.hex());
    server
        .database()
        .execute(
            "insert into access_log_entry select ?, n, timestamptz '2026-05-01 00:00:00Z', 1, ?, 2,"
                + " ?, 'released', ?, ? from generate_series(0, ?) n",
            World.DATASET.hex(),
            Persona.MINER.address().hex(),
            World.GRANT.hex(),
            Bytes32.ZERO.hex(),
            Bytes32.ZERO.hex(),
            entries - 1);
    Operation operation = ApiDescription.load().operation("exportWholeAccessLog");

    List<String> rows = client.send(operation, Persona.READ_KEY).body().lines().toList();

    assertThat(rows).hasSize(entries + 1);
    assertThat(rows.get(entries)).startsWith((entries - 1) + ",2026-05-01T00:00:00Z,1,");
  }

  @Test
  void shouldFilter() throws Exception {
    assertThat(lines("exports/datasets?owner=" + Persona.OWNER.address())).hasSize(2);
    assertThat(lines("exports/grants?grantee=" + Persona.STRANGER.address())).hasSize(1);
    assertThat(lines("exports/bounties?researcher=" + Persona.STRANGER.address())).hasSize(1);
  }

  @Test
  void shouldTellWhoHasTooManyExportsRunningWhenToLookAgain() throws Exception {
    String greedy = Persona.STRANGER.address().hex();
    awaitNone();
    for (int export = 0; export < RunningExports.MOST_OF_ONE; export++) {
      server.exports().begin(greedy);
    }

    Answer refused = client.send(asStranger());
    int others = get("exports/payouts").status();
    server.exports().end(greedy);
    int next = client.send(asStranger()).status();
    server.exports().end(greedy);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("urn:assay:problem:too-many-exports");
    assertThat(others).isEqualTo(200);
    assertThat(next).isEqualTo(200);
    awaitNone();
  }

  private HttpRequest asStranger() {
    return HttpRequest.newBuilder(server.base().resolve("exports/payouts"))
        .header("Authorization", "Bearer " + Persona.STRANGER.token().orElseThrow())
        .build();
  }

  /** An answer is read before its request is over. */
  private void awaitNone() throws Exception {
    Waiting.until("exports to end", () -> server.exports().size() == 0 ? true : null);
  }

  @Test
  void shouldHoldNoPlaceForARefusal() throws Exception {
    assertThat(get("exports/datasets?format=xml").status()).isEqualTo(400);

    awaitNone();
  }

  @Test
  void shouldRefuseAFormatBeforeTheFirstByte() throws Exception {
    assertThat(get("exports/datasets?format=xml").status()).isEqualTo(400);
    assertThat(get("exports/datasets?owner=nobody").status()).isEqualTo(400);
  }
}
