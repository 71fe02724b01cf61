package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KuboBlockStoreTest extends BlockStoreContract {

  private static final Cid CID = Cid.of(Codec.RAW, new byte[] {1});

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeServers() throws Exception {
    for (AutoCloseable server : opened) {
      server.close();
    }
  }

  @Override
  protected KuboBlockStore store() {
    ContentStoreServer server = ContentStoreServer.start(new InMemoryBlockStore(), 0);
    opened.add(server);
    return new KuboBlockStore(server.uri(), Duration.ofSeconds(10));
  }

  private KuboBlockStore storeThatAnswers(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    opened.add(() -> server.stop(0));
    opened.add(threads::shutdownNow);
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new KuboBlockStore(uri, Duration.ofMillis(500));
  }

  private static HttpHandler always(int status, byte[] body) {
    return exchange -> {
      try (exchange) {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    };
  }

  @Test
  void shouldTellTheVersionOfItsStore() {
    assertThat(store().version()).startsWith("assay-content-store");
  }

  @Test
  void shouldSayThatSomethingElseIsNoContentStore() throws IOException {
    for (int status : new int[] {200, 404}) {
      KuboBlockStore store =
          storeThatAnswers(always(status, "{}".getBytes(StandardCharsets.UTF_8)));

      assertThatThrownBy(store::version)
          .isInstanceOf(StoreRefusedException.class)
          .hasMessageContaining("is no content store")
          .hasMessageContaining("status " + status);
    }
  }

  @Test
  void shouldCallABlockCorruptThatTheStoreItselfFindsSo() {
    InMemoryBlockStore blocks = new InMemoryBlockStore();
    Cid cid = blocks.put(Codec.RAW, new byte[] {1});
    blocks.corrupt(cid, new byte[] {2});
    ContentStoreServer server = ContentStoreServer.start(blocks, 0);
    opened.add(server);

    assertThatThrownBy(() -> new KuboBlockStore(server.uri(), Duration.ofSeconds(10)).get(cid))
        .isInstanceOf(ContentCorruptException.class)
        .hasMessageContaining(cid.text())
        .hasMessageNotContaining("status 500");
  }

  @Test
  void shouldRefuseALyingStore() throws IOException {
    KuboBlockStore store = storeThatAnswers(always(200, new byte[] {2}));

    assertThatThrownBy(() -> store.get(CID)).isInstanceOf(ContentCorruptException.class);
  }

  @Test
  void shouldRefuseAStoreThatFilesABlockUnderAnotherName() throws IOException {
    byte[] answer = "{\"Key\":\"bafyother\",\"Size\":1}".getBytes(StandardCharsets.UTF_8);
    KuboBlockStore store = storeThatAnswers(always(200, answer));

    assertThatThrownBy(() -> store.put(Codec.RAW, new byte[] {1}))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("bafyother");
  }

  @Test
  void shouldHangUpOnAStoreThatSendsTooMuch() throws IOException {
    byte[] flood = new byte[BlockStore.MAX_BLOCK_BYTES + 1];
    KuboBlockStore store = storeThatAnswers(always(200, flood));

    assertThatThrownBy(() -> store.get(CID)).isInstanceOf(ContentTooLargeException.class);
  }

  @Test
  void shouldNotWaitForASlowStore() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    KuboBlockStore store =
        storeThatAnswers(
            exchange -> {
              exchange.sendResponseHeaders(200, 10);
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush();
              await(never);
            });

    assertThatThrownBy(() -> store.get(CID))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("500 ms");
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldNameADeadStore() {
    KuboBlockStore store = store();
    opened.forEach(
        server -> {
          try {
            server.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThatThrownBy(store::version)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("http://127.0.0.1:");
  }

  @Test
  void shouldPassOnWhatAFailingStoreSays() throws IOException {
    byte[] answer = "{\"Message\":\"no space left\"}".getBytes(StandardCharsets.UTF_8);
    KuboBlockStore store = storeThatAnswers(always(500, answer));

    assertThatThrownBy(() -> store.get(CID))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("no space left");
  }

  @Test
  void shouldRefuseAnswersThatAreNotJson() throws IOException {
    byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
    KuboBlockStore store = storeThatAnswers(always(200, page));

    assertThatThrownBy(() -> store.has(CID)).isInstanceOf(StoreRefusedException.class);
  }
}
