package assay.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API as openapi.yaml describes it.
 *
 * @param method GET, POST and so on
 * @param path with its parameters in braces
 */
record Operation(ApiDescription description, String method, String path, JsonNode node) {

  /** A parameter, references resolved. */
  record Parameter(String name, String in, boolean isRequired, JsonNode schema, JsonNode example) {}

  String id() {
    return node.path("operationId").asText();
  }

  boolean isForSignedIn() {
    return !node.path("security").isEmpty();
  }

  /** The scope that it takes; empty where anybody may call it. */
  String scope() {
    return node.at("/security/0/bearer/0").asText("");
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode reference : node.path("parameters")) {
      JsonNode found = description.resolved(reference);
      parameters.add(
          new Parameter(
              found.path("name").asText(),
              found.path("in").asText(),
              found.path("required").asBoolean(),
              description.resolved(found.path("schema")),
              found.path("example")));
    }
    return parameters;
  }

  /** The example of the body, if there is a body. */
  Optional<JsonNode> bodyExample() {
    JsonNode example = node.at("/requestBody/content/application~1json/example");
    return Optional.of(example).filter(found -> !found.isMissingNode());
  }

  /** The example of a body that is no JSON; empty if there is none. */
  String bytesExample() {
    return node.at("/requestBody/content/application~1octet-stream/example").asText("");
  }

  /** The media type of the body, if there is a body. */
  Optional<String> bodyType() {
    return Optional.ofNullable(node.at("/requestBody/content").fieldNames())
        .filter(Iterator::hasNext)
        .map(Iterator::next);
  }

  /** Whether it reads the newest block instead of what is indexed. */
  boolean isAboutTheChain() {
    return path.startsWith("/prepared-transactions/") || path.startsWith("/relayed-transactions");
  }

  /** The schema of the body, references resolved; a missing node if there is no body. */
  JsonNode bodySchema() {
    return description.resolved(node.at("/requestBody/content/application~1json/schema"));
  }

  /** The statuses that are described one by one. */
  List<Integer> statuses() {
    List<Integer> statuses = new ArrayList<>();
    for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
      if (!response.getKey().equals("default")) {
        statuses.add(Integer.valueOf(response.getKey()));
      }
    }
    return statuses;
  }

  /** The status of an example's answer. */
  int success() {
    return statuses().stream().min(Integer::compare).orElseThrow();
  }

  /** The answer described for a status, references resolved. */
  JsonNode response(int status) {
    JsonNode responses = node.path("responses");
    String name = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
    return description.resolved(responses.path(name));
  }

  /** What is wrong with an answer's JSON, by the schema for its status. */
  List<String> errors(int status, String mediaType, JsonNode body) {
    JsonNode responses = node.path("responses");
    String name = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
    String reference = responses.path(name).path("$ref").asText("");
    String place =
        reference.isEmpty()
            ? ApiDescription.pointer(
                "paths", path, method.toLowerCase(Locale.ROOT), "responses", name)
            : reference.substring(1);
    return description.errors(place + ApiDescription.pointer("content", mediaType, "schema"), body);
  }

  /** What is wrong with a body that is to be sent. */
  List<String> bodyErrors(JsonNode body) {
    return description.errors(
        ApiDescription.pointer(
            "paths",
            path,
            method.toLowerCase(Locale.ROOT),
            "requestBody",
            "content",
            "application/json",
            "schema"),
        body);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
