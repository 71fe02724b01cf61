package assay.web.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * How far a platform sends. An address that somebody else chose must not become a way into the
 * operator's own network (server-side request forgery).
 */
public enum Reach {
  /** To addresses of the public internet, over https. */
  PUBLIC {
    @Override
    boolean allows(InetAddress address) {
      byte[] bytes = address.getAddress();
      return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    @Override
    boolean allowsScheme(String scheme) {
      return scheme.equals("https");
    }
  },

  /** Anywhere, over http too: for a local network. */
  ANYWHERE {
    @Override
    boolean allows(InetAddress address) {
      return true;
    }

    @Override
    boolean allowsScheme(String scheme) {
      return true;
    }
  };

  abstract boolean allows(InetAddress address);

  abstract boolean allowsScheme(String scheme);

  /** IANA's special-purpose registry of IPv4 addresses (RFC 6890), and multicast. */
  private static boolean isPublicV4(byte[] address) {
    int first = address[0] & 0xff;
    int second = address[1] & 0xff;
    int third = address[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          !(second == 168
              || (second == 0 && (third == 0 || third == 2))
              || (second == 88 && third == 99));
      case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /** Global unicast (2000::/3) without what carries IPv4 addresses, or is for documents. */
  private static boolean isPublicV6(byte[] address) {
    int first = word(address, 0);
    int second = word(address, 2);
    boolean isGlobal = first >> 13 == 1;
    boolean isTeredoOrSpecial = first == 0x2001 && second < 0x200;
    boolean isForDocuments = (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    boolean isSixToFour = first == 0x2002;
    return isGlobal && !isTeredoOrSpecial && !isForDocuments && !isSixToFour;
  }

  private static int word(byte[] address, int at) {
    return ((address[at] & 0xff) << 8) | (address[at + 1] & 0xff);
  }
}
