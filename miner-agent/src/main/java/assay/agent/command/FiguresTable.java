package assay.agent.command;

import assay.training.federated.reference.TableRow;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Published figures beside ours. */
final class FiguresTable {

  private final List<TableRow> rows;

  FiguresTable(List<TableRow> rows) {
    this.rows = rows;
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(json());
      return;
    }
    out.printf("%-44s %-38s %9s %9s  %-20s%n", "LINE", "MEASURE", "PUBLISHED", "OURS", "RANGE");
    for (TableRow row : rows) {
      out.printf(
          Locale.ROOT,
          "%-44s %-38s %9.4f %9.4f  %-20s %s%n",
          row.line(),
          row.measure(),
          row.reference(),
          row.found(),
          range(row),
          row.passes() ? "holds" : "FAILS");
    }
  }

  private static String range(TableRow row) {
    boolean isOpenBelow = Double.isInfinite(row.low());
    boolean isOpenAbove = Double.isInfinite(row.high());
    if (isOpenBelow && isOpenAbove) {
      return "any";
    }
    if (isOpenBelow) {
      return String.format(Locale.ROOT, "<= %.4g", row.high());
    }
    return isOpenAbove
        ? String.format(Locale.ROOT, ">= %.4g", row.low())
        : String.format(Locale.ROOT, "%.4f..%.4f", row.low(), row.high());
  }

  private ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("holds", rows.stream().allMatch(TableRow::passes));
    ArrayNode list = all.putArray("rows");
    for (TableRow row : rows) {
      ObjectNode node =
          list.addObject()
              .put("line", row.line())
              .put("measure", row.measure())
              .put("published", row.reference())
              .put("ours", row.found());
      if (Double.isFinite(row.low())) {
        node.put("low", row.low());
      }
      if (Double.isFinite(row.high())) {
        node.put("high", row.high());
      }
      node.put("holds", row.passes());
    }
    return all;
  }
}
