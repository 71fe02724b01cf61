package assay.agent.command;

import assay.agent.platform.ForeignText;
import assay.chain.Bytes32;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What pools offered for a need, the cheapest first; foreign words stand last on their lines. */
record OfferTable(Bytes32 question, Need need, List<Offer> offers) {

  private static final double HOUR = 3_600;
  private static final double MEBIBYTE = 1 << 20;
  private static final double GIGA = 1e9;
  private static final String ROW = "%n%-42s  %10s  %22s  %-20s  %s";
  private static final Comparator<Offer> CHEAPEST =
      Comparator.comparing((Offer offer) -> offer.estimate().price())
          .thenComparing(offer -> offer.estimate().time());

  OfferTable {
    offers = offers.stream().sorted(CHEAPEST).toList();
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "need  %.1f GFLOPs in all, %.1f MiB of memory, %d samples, %d epochs, %.1f MiB of"
                    + " data",
                need.totalFlops() / GIGA,
                need.memory() / MEBIBYTE,
                need.samples(),
                need.epochs(),
                need.data() / MEBIBYTE));
    if (offers.isEmpty()) {
      return text + System.lineSeparator() + "No pool answered in time; wait longer with --wait.";
    }
    text.append(String.format(Locale.ROOT, ROW, "POOL", "HOURS", "ETH", "UNTIL", "DEVICES"));
    offers.forEach(offer -> text.append(line(offer)));
    return text + System.lineSeparator() + "Offers bind nobody: only a bounty does.";
  }

  private static String line(Offer offer) {
    double hours = offer.estimate().time().toSeconds() / HOUR;
    return String.format(
            Locale.ROOT,
            ROW,
            offer.pool(),
            String.format(Locale.ROOT, "%.2f", hours),
            offer.estimate().price().inEther(),
            offer.validUntil(),
            ForeignText.line(offer.estimate().devices()))
        .stripTrailing();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("question", question.hex());
    json.putObject("need")
        .put("totalFlops", need.totalFlops())
        .put("memoryBytes", need.memory())
        .put("samples", need.samples())
        .put("epochs", need.epochs())
        .put("dataBytes", need.data());
    ArrayNode list = json.putArray("offers");
    for (Offer offer : offers) {
      list.addObject()
          .put("pool", offer.pool().toString())
          .put("seconds", offer.estimate().time().toSeconds())
          .put("priceWei", offer.estimate().price().toString())
          .put("validUntil", offer.validUntil().toString())
          .put("devices", offer.estimate().devices());
    }
    return json;
  }
}
