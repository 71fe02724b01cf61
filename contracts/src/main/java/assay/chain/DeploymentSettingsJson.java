package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A deployment's settings by the names that the contracts' constructors give them. */
final class DeploymentSettingsJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ChainJsonModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private DeploymentSettingsJson() {}

  static ObjectNode write(DeploymentSettings settings) {
    return JSON.valueToTree(settings);
  }

  /** A setting as one text: the items of a list with commas between. */
  static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return String.join(",", items);
  }

  static DeploymentSettings read(JsonNode json) throws JsonProcessingException {
    return JSON.treeToValue(json, DeploymentSettings.class);
  }
}
