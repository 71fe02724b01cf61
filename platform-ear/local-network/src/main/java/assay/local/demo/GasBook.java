package assay.local.demo;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each kind of step cost: the dearest transaction of that kind, in units of gas. */
final class GasBook {

  private static final long DATASET = 0;
  private static final String DRAW = "draw";

  private static final Map<String, String> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("AssetRegistered", "register");
    STEPS.put("Granted", "grant");
    STEPS.put("BountyOpened", "open");
    STEPS.put("Contributed", "contribute");
    STEPS.put("SampleRevealed", "revealSample");
    STEPS.put("Committed", "commit");
    STEPS.put("Revealed", "reveal");
    STEPS.put("PanelDrawn", DRAW);
    STEPS.put("ScoresCommitted", "commitScores");
    STEPS.put("ScoresRevealed", "revealScores");
    STEPS.put("ModelSettled", "settle");
  }

  private final ChainClient chain;

  GasBook(ChainClient chain) {
    this.chain = chain;
  }

  Map<String, Long> read(FinalEvents events) {
    Map<String, Long> gas = new LinkedHashMap<>();
    STEPS.values().forEach(step -> gas.put(step, 0L));
    steps(events)
        .forEach(
            (transaction, step) ->
                chain.gasUsed(transaction).ifPresent(used -> gas.merge(step, used, Math::max)));
    gas.values().removeIf(used -> used == 0);
    return gas;
  }

  /** What each transaction did first; only a draw is more than the contribution it came with. */
  private static Map<Bytes32, String> steps(FinalEvents events) {
    Map<Bytes32, String> steps = new LinkedHashMap<>();
    for (ChainEvent event : events.all()) {
      String step = STEPS.get(event.name());
      if (step != null && !isModel(event)) {
        steps.merge(
            event.position().transaction(),
            step,
            (first, other) -> other.equals(DRAW) ? other : first);
      }
    }
    return steps;
  }

  /** Settling registers the model: that transaction counts as settling. */
  private static boolean isModel(ChainEvent event) {
    return event.name().equals("AssetRegistered") && event.number("kind") != DATASET;
  }
}
