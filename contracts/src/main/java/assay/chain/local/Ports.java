package assay.chain.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1 for servers that start a while after their port was chosen, and may start
 * again on the same one. They lie below the ports that systems lend to outgoing connections (RFC
 * 6056; Linux from 32768, others from 49152), which would take a chosen port in passing.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int END = 32_768;

  private Ports() {}

  /** A port that nobody listens on. */
  public static int free() {
    return free(1).get(0);
  }

  /**
   * Different ports that nobody listens on.
   *
   * @throws IllegalStateException if there are not that many
   */
  public static List<Integer> free(int count) {
    List<Integer> found =
        ThreadLocalRandom.current()
            .ints(FIRST, END)
            .limit(END - FIRST)
            .distinct()
            .filter(Ports::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (found.size() < count) {
      throw new IllegalStateException(
          "There are not %d free ports on 127.0.0.1 between %d and %d."
              .formatted(count, FIRST, END));
    }
    return found;
  }

  /** Whether nobody listens on that port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
