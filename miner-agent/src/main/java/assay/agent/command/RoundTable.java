package assay.agent.command;

import assay.training.federated.simulation.RoundRecord;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What each round of a simulation came to. */
final class RoundTable {

  private final List<RoundRecord> rounds;

  RoundTable(List<RoundRecord> rounds) {
    this.rounds = rounds;
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(json());
      return;
    }
    out.println("ROUND  TRAIN LOSS  ACCURACY       DRIFT       BYTES  UPDATES  REFUSED");
    for (RoundRecord round : rounds) {
      out.printf(
          Locale.ROOT,
          "%5d %11.4f %9.4f %11.4g %11d %8d %8d%n",
          round.round(),
          round.trainLoss(),
          round.test().accuracy(),
          round.drift(),
          round.uploaded(),
          round.accepted(),
          round.refused().size());
    }
    RoundRecord last = rounds.get(rounds.size() - 1);
    last.refused()
        .forEach(
            each -> out.println("Refused in the last round: " + each.client() + ". " + each.why()));
  }

  private ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode list = all.putArray("rounds");
    for (RoundRecord round : rounds) {
      ObjectNode node =
          list.addObject()
              .put("round", round.round())
              .put("trainLoss", round.trainLoss())
              .put("testLoss", round.test().loss())
              .put("accuracy", round.test().accuracy())
              .put("drift", round.drift())
              .put("uploadedBytes", round.uploaded())
              .put("accepted", round.accepted());
      ArrayNode refused = node.putArray("refused");
      round
          .refused()
          .forEach(each -> refused.addObject().put("client", each.client()).put("why", each.why()));
    }
    return all;
  }
}
