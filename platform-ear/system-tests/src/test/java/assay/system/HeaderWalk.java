package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks every kind of answer that a platform gives, and looks at what comes with each. */
final class HeaderWalk {

  /** Answers of the application, its files and the server's own pages beside it. */
  private static final List<String> APPLICATION =
      List.of(
          "GET /",
          "GET /index.html",
          "GET /health/live",
          "GET /metrics",
          "GET /api/v1/openapi.yaml",
          "GET /api/v1/bounties",
          "GET /api/v1/bounties/1",
          "GET /api/v1/bounties?limit=x",
          "GET /api/v1/access-requests",
          "GET /api/v1/none",
          "GET /api/v1/exports/payouts?format=csv",
          "DELETE /api/v1/bounties");

  /** What the server refuses instead of the application; some of it reaches no filter of ours. */
  private static final List<String> REFUSED =
      List.of(
          "GET /assets/none.js",
          "GET /none/",
          "GET /problem",
          "GET /..;/",
          "GET /metrics/none",
          "POST /metrics",
          "PUT /index.html",
          "BREW /",
          "POST /j_security_check",
          "GET /WEB-INF/web.xml",
          "GET /%57EB-INF/web.xml",
          "POST /WEB-INF/classes/",
          "GET /META-INF/MANIFEST.MF");

  /** What the server refuses before it knows of an application (docs/operator.md). */
  private static final List<String> BEFORE =
      List.of("GET /%00", "GET /%2e%2e/%2e%2e/etc/passwd", "GET /%ff", "GET /a%5cb", "TRACE /");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI portal;

  HeaderWalk(URI portal) {
    this.portal = portal;
  }

  /** Fails unless each has them; gives the statuses that were met. */
  Set<Integer> requireSecurityHeaders() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(APPLICATION);
    all.addAll(REFUSED);
    all.add("GET " + script());
    Set<Integer> statuses = new TreeSet<>();
    for (String line : all) {
      HttpResponse<String> answer = ask(line);
      requireSecurityHeaders(line, answer.headers());
      statuses.add(answer.statusCode());
    }
    return statuses;
  }

  private static void requireSecurityHeaders(String line, HttpHeaders headers) {
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .as(line)
        .startsWith("default-src 'self'; object-src 'none'; base-uri 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.allValues("X-Content-Type-Options")).as(line).containsExactly("nosniff");
    assertThat(headers.allValues("X-Frame-Options")).as(line).containsExactly("DENY");
    assertThat(headers.allValues("Referrer-Policy")).as(line).containsExactly("no-referrer");
    assertThat(headers.allValues("Strict-Transport-Security")).as(line + ", by http").isEmpty();
    assertThat(headers.allValues("Set-Cookie")).as(line).isEmpty();
  }

  /** No page of the server's own, which would name it and show where a failure came from. */
  void requireProblemsOfOurOwn() throws IOException, InterruptedException {
    for (String line : REFUSED) {
      HttpResponse<String> answer = ask(line);
      JsonNode problem = JSON.readTree(answer.body());
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(line)
          .startsWith("application/problem+json");
      assertThat(problem.path("status").asInt()).as(line).isEqualTo(answer.statusCode());
      assertThat(problem.path("type").asText()).as(line).startsWith("urn:assay:problem:");
    }
  }

  /** No header of ours can be there, so there must be nothing that one would guard. */
  void requireNothingSaidBeforeTheApplication() throws IOException, InterruptedException {
    for (String line : BEFORE) {
      HttpResponse<String> answer = ask(line);
      assertThat(answer.statusCode()).as(line).isIn(400, 405);
      assertThat(answer.body()).as(line).isEmpty();
      assertThat(answer.headers().firstValue("Server").orElse(""))
          .as(line)
          .doesNotContainPattern("\\d");
    }
  }

  private String script() throws IOException, InterruptedException {
    Matcher script = Pattern.compile("src=\"([./]*assets/[^\"]+)\"").matcher(ask("GET /").body());
    assertThat(script.find()).isTrue();
    return URI.create("/").resolve(script.group(1)).toString();
  }

  private HttpResponse<String> ask(String line) throws IOException, InterruptedException {
    String method = line.substring(0, line.indexOf(' '));
    URI address = URI.create(portal.resolve("/") + line.substring(line.indexOf('/') + 1));
    return http.send(
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
