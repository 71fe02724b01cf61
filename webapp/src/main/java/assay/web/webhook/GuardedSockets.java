package assay.web.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to allowed addresses only. The address that is judged is the one that
 * is connected to, so a name that means another machine by then gains nothing (DNS rebinding).
 */
final class GuardedSockets extends SocketFactory {

  private final Predicate<InetAddress> allowed;

  GuardedSockets(Predicate<InetAddress> allowed) {
    this.allowed = allowed;
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  private final class Guarded extends Socket {

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress address)
          || address.isUnresolved()
          || !allowed.test(address.getAddress())) {
        throw new OutOfReachException();
      }
      super.connect(endpoint, timeout);
    }
  }

  /** Says nothing of the address: names of the operator's network are not for outsiders. */
  static final class OutOfReachException extends IOException {

    private static final long serialVersionUID = 1L;

    OutOfReachException() {
      super("its address is not a public one");
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw unconnected();
  }

  private static UnsupportedOperationException unconnected() {
    return new UnsupportedOperationException("Make the socket first, then connect it.");
  }
}
