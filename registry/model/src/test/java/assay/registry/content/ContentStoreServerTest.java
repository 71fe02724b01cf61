package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ContentStoreServerTest {

  private static final String ADD =
      "add?cid-version=1&raw-leaves=true&chunker=size-1048576&max-file-links=1024&pin=true";

  private final HttpClient client = HttpClient.newHttpClient();
  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private ContentStoreServer server;

  @BeforeEach
  void start() {
    server = ContentStoreServer.start(blocks, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String command) {
    return HttpRequest.newBuilder(server.uri().resolve("/api/v0/" + command))
        .POST(BodyPublishers.noBody());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> add(String command, String content)
      throws IOException, InterruptedException {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + content + "\r\n--b--\r\n";
    return send(
        request(command)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void shouldAddPinAndCatAFile() throws Exception {
    HttpResponse<byte[]> added = add(ADD, "hello IPFS\n");

    String hash = new ObjectMapper().readTree(added.body()).path("Hash").asText();
    assertThat(hash).isEqualTo("bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa");
    assertThat(blocks.isPinned(Cid.parse(hash))).isTrue();
    assertThat(send(request("cat?arg=/ipfs/" + hash).build()).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("hello IPFS\n");
  }

  @Test
  void shouldRefuseToAddUnderAnotherProfile() throws Exception {
    HttpResponse<byte[]> refused = add("add?chunker=size-262144", "hello");

    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).asString(StandardCharsets.UTF_8).contains("chunker=size-1048576");
  }

  @Test
  void shouldCutTheConnectionWhenCatMeetsABadBlock() throws Exception {
    byte[] content = new byte[3 << 20];
    Cid cid = new DagContentStore(blocks).put(new ByteArrayInputStream(content));
    blocks.corrupt(Cid.of(Codec.RAW, new byte[1 << 20]), new byte[1 << 20 | 1]);

    assertThatThrownBy(() -> send(request("cat?arg=" + cid).build()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldRefuseWebPages() throws Exception {
    HttpRequest fromPage = request("version").header("Origin", "http://example.org").build();

    assertThat(send(fromPage).statusCode()).isEqualTo(403);
  }

  @Test
  void shouldRefuseAnythingButPost() throws Exception {
    HttpRequest get = request("version").GET().build();

    assertThat(send(get).statusCode()).isEqualTo(405);
  }

  @Test
  void shouldAnswerBadArgumentsWithASentence() throws Exception {
    HttpResponse<byte[]> answer = send(request("block/get?arg=nonsense").build());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains("is not a CIDv1");
  }

  @Test
  void shouldNotKnowOtherCommands() throws Exception {
    assertThat(send(request("config/show").build()).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayThatThePortIsTaken() {
    assertThatThrownBy(() -> ContentStoreServer.start(blocks, server.uri().getPort()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("choose a free port");
  }
}
