package assay.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import assay.agent.platform.PlatformClient.AccessReply;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.agent.platform.PlatformClient.Answer;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.AccessLogRefusedException;
import assay.registry.accesslog.LogFormat;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.ECKeyPair;

class PlatformClientTest {

  private static final String WORD = Bytes32.keccak256("asset").hex();
  private static final String ADDRESS = "0x" + "12".repeat(20);
  private HttpServer platform;
  private PlatformClient client;

  @BeforeEach
  void startAPlatform() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    URI address = URI.create("http://127.0.0.1:" + platform.getAddress().getPort());
    answer(
        "auth/nonce",
        "{\"domain\":\"%s\",\"uri\":\"%s\",\"chainId\":1,\"nonce\":\"abcdefgh12345678\"}"
            .formatted(address.getAuthority(), address));
    answer("auth/token", Mailbox.TOKEN);
    platform.start();
    client =
        new PlatformClient(
            address, Account.of(ECKeyPair.create(BigInteger.TEN)), Clock.systemUTC());
  }

  @AfterEach
  void stopThePlatform() {
    platform.stop(0);
  }

  @Test
  void shouldLeaveOutRequestsThatAskForNothingThatExists() {
    answer(
        "access-requests",
        "[%s,%s,%s,%s]"
            .formatted(
                request(WORD, 0, 1),
                request(WORD, 1, 0),
                request("0x12", 1, 1),
                request(WORD, 2, 1)));

    List<AccessRequest> requests = client.accessRequests();

    assertThat(requests)
        .extracting(AccessRequest::version)
        .containsExactly(new VersionId(new DatasetId(new Bytes32(WORD)), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "{}",
        "{\"request\": {}, \"answer\": \"OPEN\", \"because\": \"\"}",
        "{\"request\": %s, \"answer\": \"MAYBE\", \"because\": \"\"}",
        "{\"request\": %s, \"answer\": null, \"because\": \"\"}",
        "{\"request\": %s, \"answer\": \"OPEN\", \"because\": []}"
      })
  void shouldReadTheOthersOfAListThatHasAnUnreadableEntry(String unreadable) {
    String readable =
        "{\"request\": %s, \"answer\": \"OPEN\", \"because\": \"\", \"since\": \"today\"}";
    answer(
        "access-requests/mine",
        "[%s, %s]".formatted(unreadable, readable).replace("%s", request(WORD, 2, 1)));

    assertThat(client.accessReplies())
        .extracting(reply -> reply.request().version().number())
        .containsExactly(2L);
  }

  @Test
  void shouldReadTheLastVersionThatTheRegistryCanCount() {
    answer("access-requests", "[%s]".formatted(request(WORD, 0xffff_ffffL, 1)));

    assertThat(client.accessRequests())
        .extracting(asked -> asked.version().number())
        .containsExactly(0xffff_ffffL);
  }

  @Test
  void shouldLeaveOutACrewThatHasNobodyAmongItsMembers() {
    answer(
        "pool-crews",
        """
        [{"chainId": 1, "registry": "%s", "pool": "%s", "bounty": "%s", "members": [null],
          "together": true, "signedAt": 1, "signature": "0x%s"}]
        """
            .formatted(ADDRESS, ADDRESS, WORD, "00".repeat(65)));

    assertThat(client.rounds().crews()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"devices\": 7}"})
  void shouldTakeAnUnreadableInventoryForNone(String inventory) {
    answer("rigs/" + ADDRESS, inventory);

    assertThat(client.pools().inventory(new Address(ADDRESS))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"bounty\": \"0x12\", %s}"})
  void shouldNotTakeAnUnreadableLeaseForNone(String lease) {
    String others =
        "\"pool\": \"%s\", \"holder\": \"%s\", \"expiresAt\": \"2026-05-04T12:00:00Z\", \"together\": false"
            .formatted(ADDRESS, ADDRESS);
    answer("pool-jobs/leases", "[%s]".formatted(lease).replace("%s", others));

    assertThatThrownBy(() -> client.poolJobs().held())
        .isInstanceOf(PlatformUnreachableException.class);
  }

  @Test
  void shouldNotTurnPagesForever() {
    answer("pools", "{\"items\": [], \"next\": \"again\"}");

    assertThat(client.pools().all()).isEmpty();
  }

  @Test
  void shouldShowAStrangersWordsAsOneHarmlessLine() {
    String reason = "Trust me.\\u001b[2J\\r\\n\\u202eGRANTED\\u2028 by \\u0007you";
    answer(
        "access-requests",
        "[%s]"
            .formatted(
                request(WORD, 1, 1).replace("\"reason\":\"\"", "\"reason\":\"" + reason + "\"")));

    assertThat(client.accessRequests())
        .extracting(AccessRequest::reason)
        .containsExactly("Trust me. [2J GRANTED  by  you");
  }

  @Test
  void shouldTellWhatAnOwnerSaid() {
    answer(
        "access-requests/mine",
        "[{\"request\":%s,\"answer\":\"DENIED\",\"because\":\"Not\\u0007 now.\"},{\"request\":%s,\"answer\":\"OPEN\",\"because\":\"\"}]"
            .formatted(request(WORD, 1, 1), request(WORD, 2, 1)));

    assertThat(client.accessReplies())
        .extracting(
            reply -> reply.request().version().number(), AccessReply::answer, AccessReply::because)
        .containsExactly(tuple(1L, Answer.DENIED, "Not  now."), tuple(2L, Answer.OPEN, ""));
  }

  @Test
  void shouldRefuseTheAccessLogOfAnotherDataset() {
    DatasetId asked = new DatasetId(new Bytes32(WORD));
    DatasetId other = new DatasetId(Bytes32.keccak256("another asset"));
    AccessLog log = new AccessLog(other, List.of(), List.of());
    answer(
        "datasets/" + asked + "/log",
        new String(LogFormat.JSON.write(log), StandardCharsets.UTF_8));

    assertThatThrownBy(() -> client.accessLog(asked))
        .isInstanceOf(AccessLogRefusedException.class)
        .hasMessageContaining("instead of " + asked);
  }

  private static String request(String asset, long version, int purpose) {
    return """
        {"asset":"%s","version":%d,"grantee":"%s","purpose":%d,"bounty":"%s","reason":"","requestedAt":"2026-05-04T12:00:00Z"}
        """
        .formatted(asset, version, ADDRESS, purpose, WORD);
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    platform.createContext(
        "/api/v1/" + path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
