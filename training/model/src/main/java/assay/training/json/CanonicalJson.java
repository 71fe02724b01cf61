package assay.training.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes a JSON tree in exactly one way: names sorted by code unit, no white space, numbers as
 * plain decimals without trailing zeros, UTF-8. Equal trees give equal bytes, so a hash of the
 * bytes is an identity. Like RFC 8785, except for the form of numbers.
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  public static byte[] bytes(JsonNode tree) {
    StringBuilder text = new StringBuilder();
    append(tree, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      appendObject(node, text);
    } else if (node.isArray()) {
      String separator = "[";
      for (JsonNode element : node) {
        append(element, text.append(separator));
        separator = ",";
      }
      text.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isNumber()) {
      appendNumber(node, text);
    } else {
      text.append(node);
    }
  }

  private static void appendObject(JsonNode node, StringBuilder text) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    String separator = "{";
    for (String name : names) {
      text.append(separator).append(JsonNodeFactory.instance.textNode(name)).append(':');
      append(node.path(name), text);
      separator = ",";
    }
    text.append(names.isEmpty() ? "{}" : "}");
  }

  private static void appendNumber(JsonNode node, StringBuilder text) {
    boolean isZero = node.decimalValue().signum() == 0;
    text.append(isZero ? "0" : node.decimalValue().stripTrailingZeros().toPlainString());
  }
}
