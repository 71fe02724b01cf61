package assay.web.webhook;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A webhook that somebody wants.
 *
 * @param url where events are posted, at most 500 characters, without user or fragment
 * @param events names of contracts' events, at most 30; none for all
 */
public record NewWebhook(URI url, List<String> events) {

  private static final int LONGEST_URL = 500;
  private static final int MOST_EVENTS = 30;
  private static final Pattern EVENT = Pattern.compile("[A-Z][A-Za-z0-9]{0,59}");

  public NewWebhook {
    requireForm(url);
    if (events.size() > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "%d events are named; name at most %d, or none for all."
              .formatted(events.size(), MOST_EVENTS));
    }
    events = events.stream().map(NewWebhook::requireEvent).distinct().sorted().toList();
  }

  private static void requireForm(URI url) {
    boolean isHttp = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean isPlain =
        url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null;
    if (!isHttp || !isPlain || url.toString().length() > LONGEST_URL) {
      throw new IllegalArgumentException(
          "The url is none that events can be sent to; give https://HOST/PATH of at most %d characters, without user or fragment."
              .formatted(LONGEST_URL));
    }
  }

  private static String requireEvent(String name) {
    if (!EVENT.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no event's name; name them as the contracts do, such as BountyOpened."
              .formatted(name));
    }
    return name;
  }
}
