package assay.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before several nodes: hands each connection to the next node in turn, and to another
 * if that one takes none. A connection whose node dies is cut; nothing is sent a second time.
 */
final class Relay implements AutoCloseable {

  private static final int BUFFER = 1 << 14;

  private final ServerSocket server;
  private final List<Integer> nodes;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Relay(ServerSocket server, List<Integer> nodes) {
    this.server = server;
    this.nodes = new CopyOnWriteArrayList<>(nodes);
  }

  /** Listens on a port of 127.0.0.1 for nodes on other ports of it. */
  static Relay start(int port, List<Integer> nodes) throws IOException {
    Relay relay = new Relay(new ServerSocket(port, 100, InetAddress.getLoopbackAddress()), nodes);
    startThread(relay::accept);
    return relay;
  }

  /** Hands nothing more to a node, as proxies do with one that does not call itself ready. */
  void leave(int node) {
    nodes.remove((Integer) node);
  }

  /** Takes a node that is ready into the turn. */
  void join(int node) {
    nodes.add(node);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        startThread(() -> serve(client));
      } catch (IOException e) {
        requireClosing(e);
      }
    }
  }

  private void requireClosing(IOException failure) {
    if (!server.isClosed()) {
      throw new IllegalStateException("The relay takes no more connections.", failure);
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket node = connect()) {
      open.add(node);
      Thread back = startThread(() -> pump(node, client));
      pump(client, node);
      back.join();
      open.remove(node);
    } catch (IOException e) {
      // No node takes connections: the client sees its own end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /** Each node is tried once: others take turns meanwhile, and would lead back to the same one. */
  private Socket connect() throws IOException {
    IOException last = new IOException("There is no node.");
    List<Integer> now = List.copyOf(nodes);
    int first = turn.getAndIncrement();
    for (int tried = 0; tried < now.size(); tried++) {
      int node = now.get(Math.floorMod(first + tried, now.size()));
      try {
        return new Socket(InetAddress.getLoopbackAddress(), node);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Until either end is closed; then both are, so that the other direction ends too. */
  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // The connection was cut, which the other end sees as well.
    }
  }

  private static Thread startThread(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
