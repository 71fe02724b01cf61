package assay.registry.content;

import assay.chain.DaemonThreads;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a block store over the part of the Kubo RPC that Assay uses, and as a trustless gateway,
 * so that programs of one machine share the embedded store exactly as they would share an IPFS
 * node. Listens on 127.0.0.1 only and refuses web pages. It is not an IPFS peer: it offers nothing
 * to, and asks nothing of, the network.
 */
public final class ContentStoreServer implements AutoCloseable {

  private static final int THREADS = 8;

  static {
    // The JDK's server sends head and body apart; with Nagle's algorithm each answer then waits 40
    // ms for the client's delayed acknowledgement. This is its only switch for that.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private ContentStoreServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to serve.
   *
   * @param port the port, or 0 for any free one
   */
  public static ContentStoreServer start(BlockStore blocks, int port) {
    try {
      InetAddress local = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
      ExecutorService threads =
          Executors.newFixedThreadPool(THREADS, DaemonThreads.named("content-store"));
      server.setExecutor(threads);
      server.createContext("/api/v0/", new ContentRpcHandler(blocks));
      server.createContext(GatewayHandler.PREFIX, new GatewayHandler(blocks));
      server.start();
      return new ContentStoreServer(server, threads);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The content store cannot listen on 127.0.0.1:" + port + "; choose a free port.", e);
    }
  }

  /** Where {@link KuboBlockStore} finds it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stops at once; calls in progress are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
