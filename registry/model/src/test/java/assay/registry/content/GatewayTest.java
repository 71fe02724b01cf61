package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.content.Cid.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayTest {

  private static final int LENGTH = (3 << 20) + 17;

  private final HttpClient client = HttpClient.newHttpClient();
  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final byte[] content = new byte[LENGTH];
  private ContentStoreServer server;
  private Cid cid;

  @BeforeEach
  void start() throws IOException {
    new Random(3).nextBytes(content);
    cid = new DagContentStore(blocks).put(new ByteArrayInputStream(content));
    server = ContentStoreServer.start(blocks, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("/ipfs/" + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Test
  void shouldServeAFileThatMayBeKeptForEver() throws Exception {
    HttpResponse<byte[]> answer = get(cid.text());

    assertThat(answer.body()).isEqualTo(content);
    assertThat(answer.headers().firstValue("ETag")).contains("\"" + cid + "\"");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=1048570-1048590, 1048570, 1048591",
    "bytes=3145728-, 3145728, 3145745",
    "bytes=-5, 3145740, 3145745",
    "bytes=3145740-9999999, 3145740, 3145745"
  })
  void shouldServeAPartOfAFile(String range, int from, int to) throws Exception {
    HttpResponse<byte[]> answer = get(cid.text(), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, from, to));
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes " + from + "-" + (to - 1) + "/" + LENGTH);
  }

  @Test
  void shouldServeWhatAPathUnderADirectoryNames() throws Exception {
    DirectoryWriter directory = new DirectoryWriter(blocks);
    directory.add("data/three.bin", new ByteArrayInputStream(content));
    directory.add("read me", new ByteArrayInputStream(new byte[] {'h', 'i'}));
    String root = directory.finish().text();

    assertThat(get(root + "/data/three.bin").body()).isEqualTo(content);
    assertThat(get(root + "/read%20me").body()).isEqualTo(new byte[] {'h', 'i'});
    assertThat(get(root).body()).asString(StandardCharsets.UTF_8).isEqualTo("data\nread me\n");
    assertThat(get(root + "/data/none").statusCode()).isEqualTo(404);
    assertThat(get(root + "/data/three.bin/x").statusCode()).isEqualTo(422);
  }

  @Test
  void shouldNotFetchWhatComesBeforeAPart() throws Exception {
    blocks.remove(Cid.of(Codec.RAW, Arrays.copyOf(content, 1 << 20)));

    assertThat(get(cid.text(), "Range", "bytes=2097152-2097161").body())
        .isEqualTo(Arrays.copyOfRange(content, 2097152, 2097162));
  }

  @Test
  void shouldRefuseAPartBehindTheEnd() throws Exception {
    HttpResponse<byte[]> answer = get(cid.text(), "Range", "bytes=" + LENGTH + "-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + LENGTH);
  }

  @Test
  void shouldServeABlockForTheReceiverToCheck() throws Exception {
    HttpResponse<byte[]> answer = get(cid + "?format=raw");

    assertThat(cid.names(answer.body())).isTrue();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.ipld.raw");
    assertThat(get(cid.text(), "Accept", "application/vnd.ipld.raw").body())
        .isEqualTo(answer.body());
  }

  @Test
  void shouldServeAnArchiveThatAnotherStoreTakesIn() throws Exception {
    InMemoryBlockStore other = new InMemoryBlockStore();

    byte[] archive = get(cid + "?format=car").body();

    assertThat(Car.read(other, new ByteArrayInputStream(archive))).isEqualTo(cid);
    assertThat(other.all()).isEqualTo(blocks.all());
  }

  @Test
  void shouldTellThatWhatIsKnownHasNotChanged() throws Exception {
    HttpResponse<byte[]> answer = get(cid + "?format=raw", "If-None-Match", "\"" + cid + ".raw\"");

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldTellTheLengthWithoutTheBody() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(server.uri().resolve("/ipfs/" + cid))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    HttpResponse<byte[]> answer = client.send(head, BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LENGTH);
  }

  @ParameterizedTest
  @CsvSource({"nonsense, 400", "?format=raw, 400", "$?format=zip, 400"})
  void shouldRefuseWhatItDoesNotUnderstand(String path, int status) throws Exception {
    assertThat(get(path.replace("$", cid.text())).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    Cid other = Cid.of(Codec.RAW, new byte[] {1});

    HttpResponse<byte[]> answer = get(other.text());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains(other.text());
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
