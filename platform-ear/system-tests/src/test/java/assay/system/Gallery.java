package assay.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures of pages in a folder, and a page of Markdown that shows them. */
record Gallery(Path folder, List<String> themes, List<Integer> widths) {

  private static final int SHOWN_WIDTH = 160;

  Gallery {
    themes = List.copyOf(themes);
    widths = List.copyOf(widths);
  }

  Path picture(String page, String theme, int width) {
    return folder.resolve(file(page, theme, width));
  }

  private static String file(String page, String theme, int width) {
    return "%s-%s-%d.webp".formatted(PortalRoutes.name(page), theme, width);
  }

  /** Writes {@code README.md}, which shows what is in the folder. */
  void write(List<String> pages) throws IOException {
    StringBuilder text = new StringBuilder("# Pages of the portal\n\n");
    text.append(
        "Taken by `PortalPagesIT` ([how](../../portal.md)); a click shows one as it is.\n\n");
    text.append("| Page |").append(" |".repeat(themes.size() * widths.size())).append('\n');
    text.append("|---|").append("---|".repeat(themes.size() * widths.size())).append('\n');
    pages.forEach(page -> text.append(row(page)));
    Files.writeString(folder.resolve("README.md"), text);
  }

  private String row(String page) {
    StringBuilder row = new StringBuilder("| `" + path(page) + "` |");
    for (String theme : themes) {
      for (int width : widths) {
        String file = file(page, theme, width);
        row.append(
            " [<img src=\"%s\" width=\"%d\" alt=\"%s, %s, %d pixels wide\">](%s) |"
                .formatted(file, SHOWN_WIDTH, path(page), theme, width, file));
      }
    }
    return row.append('\n').toString();
  }

  private static String path(String page) {
    return page.replaceAll("0x[0-9a-fA-F]+", "...");
  }
}
