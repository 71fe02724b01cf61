package assay.system;

import assay.chain.Account;
import assay.local.network.LocalNetwork;
import assay.web.api.MalformedTraffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Whoever sends a platform what it cannot read, signed in as everybody that it expects. */
final class Malice {

  /** After as many the platform has loaded its classes and filled its caches. */
  static final int WARM_UP = 500;

  /**
   * Of a heap of 384 MiB, in bytes: two KiB kept of each of 2 000 requests would show. They left 1
   * MB, after the half minute for which the server keeps what it knows of closed connections.
   */
  static final long MOST_KEPT = 4 << 20;

  private final long process;
  private final MalformedTraffic traffic;

  Malice(LocalNetwork network) throws IOException, InterruptedException {
    URI portal = network.portal();
    Map<Account, String> tokens = new HashMap<>();
    process = network.process("platform").pid();
    traffic =
        MalformedTraffic.to(
            portal,
            contract(portal),
            account -> tokens.computeIfAbsent(account, known -> signIn(portal, known)));
  }

  private static String contract(URI portal) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(portal.resolve("/api/v1/openapi.yaml")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String signIn(URI portal, Account account) {
    Visitor visitor = new Visitor(portal, account, 0);
    try {
      visitor.signIn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while somebody signs in.", e);
    }
    return visitor.tokens().get(0);
  }

  /** How often which status was the answer to so many requests, each of them a sound one. */
  Map<Integer, Integer> send(int count, long seed) throws IOException, InterruptedException {
    return traffic.send(count, seed);
  }

  /** What is left on the platform's heap after a collection. */
  long heapBytes() throws IOException, InterruptedException {
    return ProcessMemory.liveBytes(process);
  }
}
