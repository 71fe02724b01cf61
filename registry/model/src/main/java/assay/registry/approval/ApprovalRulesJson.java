package assay.registry.approval;

import assay.registry.wire.StrictJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Approval rules as a person writes them. Everything must be said, nothing may be said twice or in
 * other words; what is wrong is named with its line and place.
 *
 * @param rules in any order
 */
record ApprovalRulesJson(List<ApprovalRuleJson> rules) {

  private static final int LONGEST = 1 << 20;

  private static final StrictJson<ApprovalRulesJson> JSON =
      new StrictJson<>(ApprovalRulesJson.class, LONGEST, ApprovalRulesJson::refusal);

  public ApprovalRulesJson {
    rules = List.copyOf(rules);
    meaning(rules);
  }

  static ApprovalRules read(byte[] json) {
    return meaning(JSON.read(json).rules());
  }

  static byte[] write(ApprovalRules rules) {
    return JSON.write(
        new ApprovalRulesJson(rules.rules().stream().map(ApprovalRuleJson::of).toList()));
  }

  private static ApprovalRules meaning(List<ApprovalRuleJson> rules) {
    return new ApprovalRules(rules.stream().map(ApprovalRuleJson::rule).toList());
  }

  private static RulesRefusedException refusal(String words, Throwable cause) {
    if (!(cause instanceof JsonProcessingException json)) {
      return new RulesRefusedException(words + "; write fewer rules.", cause);
    }
    String line = json.getLocation() == null ? "" : "line " + json.getLocation().getLineNr() + ": ";
    String where = json instanceof JsonMappingException mapping ? place(mapping) : "";
    return new RulesRefusedException(line + where + why(json), cause);
  }

  private static String place(JsonMappingException wrong) {
    String place =
        wrong.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining());
    return place.isEmpty() ? "" : place.substring(1) + ": ";
  }

  private static String why(JsonProcessingException wrong) {
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      return "there is no field '%s'; known are %s."
          .formatted(unknown.getPropertyName(), new TreeSet<>(unknown.getKnownPropertyIds()));
    }
    String message =
        wrong.getCause() instanceof IllegalArgumentException ours
            ? String.valueOf(ours.getMessage())
            : wrong.getOriginalMessage();
    if (message.startsWith("Missing creator property")) {
      return "this field is missing or misspelt; every field must be there.";
    }
    if (wrong instanceof MismatchedInputException) {
      return "something of another kind belongs here.";
    }
    return message.lines().findFirst().orElse("it cannot be read.");
  }
}
