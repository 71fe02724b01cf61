package assay.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages that the portal's router knows, with things of a network in the places for theirs. */
final class PortalRoutes {

  private static final Path ROUTER =
      Path.of(System.getProperty("assay.home"), "webapp/src/main/portal/src/router.ts");
  private static final Pattern PATH = Pattern.compile("path: ['`]([^'`]+)['`]");
  private static final Pattern ANYTHING_ELSE = Pattern.compile("^/:rest.*");
  private static final Pattern PLACE = Pattern.compile("\\$\\{ID}|:\\w+(\\([^)]*\\))?");

  private final Map<String, String> things;

  /**
   * @param things what a page is about: an id by the first part of its path, such as {@code
   *     bounties}, and anything else by its name in the path, such as {@code miner}
   */
  PortalRoutes(Map<String, String> things) {
    this.things = Map.copyOf(things);
  }

  /** Every page once, in the router's order. */
  List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>();
    Matcher found = PATH.matcher(Files.readString(ROUTER));
    while (found.find()) {
      pages.add(page(found.group(1)));
    }
    return pages;
  }

  private String page(String path) {
    String page = ANYTHING_ELSE.matcher(path).replaceFirst("/no-such-page");
    return PLACE.matcher(page).replaceAll(place -> thing(path, place.group()));
  }

  private String thing(String path, String place) {
    String kind =
        place.startsWith(":")
            ? place.substring(1).replaceFirst("\\W.*", "")
            : path.substring(1).replaceFirst("/.*", "");
    String thing = things.get(kind);
    if (thing == null) {
      throw new IllegalStateException(
          "The page %s is about something; say which of the %s.".formatted(path, kind));
    }
    return thing;
  }

  /** A name for a file: {@code /bounties/0xab...} is {@code bounties-one}. */
  static String name(String page) {
    String name =
        page.replaceAll("0x[0-9a-fA-F]+", "one").replaceAll("\\W+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "home" : name;
  }
}
