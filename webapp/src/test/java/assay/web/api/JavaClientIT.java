package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.client.ApiClient;
import assay.client.ApiException;
import assay.client.ApiResponse;
import assay.client.api.PoolsApi;
import assay.client.api.RegistryApi;
import assay.client.model.AccessRequest;
import assay.client.model.BountyChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client that is made from the contract, and the program of docs/api that uses it. */
@ExtendWith(ApiExtension.class)
class JavaClientIT {

  private static final Path EXAMPLE = Path.of("../docs/api/OpenBounties.java");

  private final ApiServer server;
  @TempDir private Path folder;

  JavaClientIT(ApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void restore() {
    server.restore();
  }

  @Test
  void shouldRunTheDocumentedProgram() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), Persona.READ_KEY.token().orElseThrow());

    String printed = run(address(), key.toString());

    assertThat(printed).startsWith("0x").contains(" pays ").endsWith(" millionths on\n");
  }

  @Test
  void shouldReadWhatAKeyMayRead() throws ApiException {
    assertThat(registry(Persona.READ_KEY).listAccessRequests())
        .extracting(AccessRequest::getReason)
        .isNotEmpty();
  }

  @Test
  void shouldTakeAnAnswerWithoutABody() throws ApiException {
    ApiResponse<Void> answer =
        pools(Persona.FULL_KEY)
            .withdrawJobWithHttpInfo(new BountyChoice().bounty("0x" + "ab".repeat(32)));

    assertThat(answer.getStatusCode()).isEqualTo(204);
  }

  @Test
  void shouldGiveTheProblemToWhoIsRefused() {
    assertThatThrownBy(() -> registry(Persona.EXPIRED_KEY).listAccessRequests())
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.getCode()).isEqualTo(401);
              assertThat(refused.getResponseBody()).contains("urn:assay:problem:not-signed-in");
            });
  }

  private RegistryApi registry(Persona persona) {
    return new RegistryApi(client(persona));
  }

  private PoolsApi pools(Persona persona) {
    return new PoolsApi(client(persona));
  }

  private ApiClient client(Persona persona) {
    ApiClient client = new ApiClient();
    // The tests' server waits for more of a body that comes with an offer to change to HTTP/2.
    client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    client.updateBaseUri(address());
    String token = persona.token().orElseThrow();
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    return client;
  }

  private String address() {
    String base = server.base().toString();
    return base.substring(0, base.length() - 1);
  }

  private String run(String... arguments) throws Exception {
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), EXAMPLE.toString());
    assertThat(failed).isZero();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = loader()) {
      loader
          .loadClass("OpenBounties")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private URLClassLoader loader() throws IOException {
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, JavaClientIT.class.getClassLoader());
  }
}
