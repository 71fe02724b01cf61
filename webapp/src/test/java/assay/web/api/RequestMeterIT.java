package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.metrics.KeptMeters;
import assay.web.metrics.PlatformMetric;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiExtension.class)
class RequestMeterIT {

  private final ApiServer server;

  RequestMeterIT(ApiServer server) {
    this.server = server;
  }

  @Test
  void shouldTimeRequestsByTheRouteThatTheApiDeclaresAndByStatus() throws Exception {
    String route = "/bounties/{id}";
    long before = requests(route, "GET", "404");

    send("GET", "bounties/0x" + "01".repeat(32));
    send("GET", "bounties/0x" + "02".repeat(32));

    assertThat(requests(route, "GET", "404")).isEqualTo(before + 2);
  }

  @Test
  void shouldCountRefusalsByTheirType() throws Exception {
    long unknown = refusals("not-found");
    long anonymous = refusals("not-signed-in");

    send("GET", "bounties/0x" + "03".repeat(32));
    send("GET", "access-requests");

    assertThat(refusals("not-found")).isEqualTo(unknown + 1);
    assertThat(refusals("not-signed-in")).isEqualTo(anonymous + 1);
  }

  @Test
  void shouldMakeNoLabelOfWhatACallerWrites() throws Exception {
    send("GET", "no-such-thing/of-mine");
    send("DELETE", "bounties");

    KeptMeters meters = server.meters();
    assertThat(meters.count(PlatformMetric.REQUESTS, "none", "none", "404")).isPositive();
    assertThat(meters.count(PlatformMetric.REQUESTS, "none", "none", "405")).isPositive();
    assertThat(meters.values(PlatformMetric.REQUESTS))
        .extracting(List::toString)
        .noneMatch(values -> values.contains("of-mine"))
        .noneMatch(values -> values.contains("DELETE, 405"));
  }

  private long requests(String... values) {
    return server.meters().count(PlatformMetric.REQUESTS, values);
  }

  private long refusals(String type) {
    return server.meters().count(PlatformMetric.REFUSALS, type);
  }

  /** On a connection of its own: one that the server just closed would lose what is not a GET. */
  private void send(String method, String path) throws IOException, InterruptedException {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.base().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding());
  }
}
