package assay.web.limit;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;

/**
 * Where a request came from.
 *
 * @param text an IPv4 or IPv6 address, or whatever stands in its place
 */
public record RemoteAddress(String text) {

  private static final RemoteAddress UNKNOWN = new RemoteAddress("unknown");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int GROUPS_OF_A_NETWORK = 4;

  /** Where {@link RemoteAddressFilter} found a request to come from. */
  static RemoteAddress of(ContainerRequestContext request) {
    return request.getProperty(RemoteAddressFilter.PROPERTY) instanceof RemoteAddress address
        ? address
        : UNKNOWN;
  }

  /**
   * The address that counts.
   *
   * @param connected who is connected to the server
   * @param forwarded the header X-Forwarded-For, whose last address the proxy before the server
   *     wrote; empty where there is no proxy to believe
   */
  static RemoteAddress of(String connected, String forwarded) {
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return new RemoteAddress(ADDRESS.matcher(last).matches() ? last : connected);
  }

  /** What one subscriber has: an IPv4 address, or a network of 2^64 IPv6 addresses. */
  String network() {
    if (!text.contains(":")) {
      return text;
    }
    int end = -1;
    for (int group = 0; group < GROUPS_OF_A_NETWORK; group++) {
      int next = text.indexOf(':', end + 1);
      if (next < 0 || next == end + 1) {
        return text;
      }
      end = next;
    }
    return text.substring(0, end);
  }
}
