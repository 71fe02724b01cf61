package assay.local.demo;

import assay.local.demo.DemoResult.Payout;
import assay.training.ledger.PayoutRole;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A demo's result as one line of JSON, in the form that scripts rely on (docs/command-line.md). */
public final class DemoJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<PayoutRole> EARNERS =
      Set.of(
          PayoutRole.MINER,
          PayoutRole.DATA_OWNER,
          PayoutRole.PANEL,
          PayoutRole.SECOND_PANEL,
          PayoutRole.PLATFORM,
          PayoutRole.POOL);

  private DemoJson() {}

  /** The line, without its end. */
  public static String line(DemoResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("bounty", result.bounty().toString());
    json.put("state", words(result.state().name()));
    json.put("metric", "accuracy");
    result.score().ifPresent(score -> json.put("score", score.millionths()));
    json.put("threshold", result.threshold().millionths());
    ArrayNode payouts = json.putArray("payouts");
    result.payouts().stream()
        .filter(payout -> EARNERS.contains(payout.role()))
        .forEach(payout -> payouts.add(payout(payout)));
    putIfPresent(json, "modelCid", result.modelCid());
    putIfPresent(json, "modelSha256Miner", result.modelSha256Miner());
    putIfPresent(json, "modelSha256Researcher", result.modelSha256Researcher());
    ObjectNode gas = json.putObject("gas");
    result.gas().forEach(gas::put);
    ObjectNode seconds = json.putObject("seconds");
    result.seconds().forEach(seconds::put);
    result.rounds().ifPresent(rounds -> json.set("rounds", rounds(rounds)));
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values became unwritable JSON.", e);
    }
  }

  private static ObjectNode payout(Payout payout) {
    return JSON.createObjectNode()
        .put("role", payout.role().text())
        .put("address", payout.address().toString())
        .put("wei", payout.wei().toString());
  }

  private static ObjectNode rounds(CheckedRounds rounds) {
    ObjectNode json = JSON.createObjectNode();
    json.put("count", rounds.log().rounds().size());
    json.put("anchors", rounds.log().anchors().size());
    json.put("updates", rounds.updates());
    json.put("holds", rounds.isProven());
    json.put("log", rounds.file().toString());
    return json;
  }

  private static void putIfPresent(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(text -> json.put(name, text));
  }

  /** {@code SCORE_REVEAL} becomes {@code ScoreReveal}, as the contract spells it. */
  static String words(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
