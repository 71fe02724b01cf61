package assay.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Requests that are wrong in one way, each made of an operation's example: values of other types or
 * beyond the schema's bounds, odd texts, missing and extra fields, broken JSON, other methods and
 * media types. The same seed makes the same requests.
 */
final class MalformedRequests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "null",
          "0",
          "-1",
          "1e400",
          "0x",
          "0x" + "g".repeat(64),
          "../../etc/passwd",
          "' or '1'='1",
          "<script>alert(1)</script>",
          "%00",
          "\u0000",
          "\u202e\u2066right to left",
          "e\u0301\u0301\u0301\u0301",
          "\ud83d\udc10".repeat(50),
          "9".repeat(400),
          "x".repeat(100_000));
  private static final List<String> METHODS =
      List.of("PUT", "PATCH", "DELETE", "POST", "TRACE", "BREW", "OPTIONS");
  private static final List<String> MEDIA_TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "multipart/form-data",
          "nonsense",
          "application/json; charset=utf-99",
          "application/octet-stream");

  private final ApiClient client;
  private final List<Operation> operations;
  private final Random random;

  MalformedRequests(ApiClient client, ApiDescription description, long seed) {
    this.client = client;
    this.operations =
        description.operations().stream()
            // It answers nothing wrong with a stream that does not end.
            .filter(operation -> !operation.id().equals("listenToEvents"))
            .toList();
    this.random = new Random(seed);
  }

  /**
   * A request.
   *
   * @param fault what is wrong with it, for people
   */
  record Malformed(Operation operation, String fault, HttpRequest request) {}

  Malformed next() {
    Operation operation = one(operations);
    List<Supplier<Malformed>> faults = new ArrayList<>();
    faults.add(() -> wrongMethod(operation));
    faults.add(() -> wrongAccept(operation));
    faults.add(() -> wrongToken(operation));
    if (!operation.parameters().isEmpty()) {
      faults.add(() -> wrongParameter(operation));
      faults.add(() -> wrongParameter(operation));
    }
    if (operation.bodyExample().isPresent()) {
      for (int weight = 0; weight < 4; weight++) {
        faults.add(() -> wrongField(operation));
      }
      faults.add(() -> brokenJson(operation));
      faults.add(() -> wrongMediaType(operation));
    }
    return one(faults).get();
  }

  private Malformed wrongMethod(Operation operation) {
    String method = one(METHODS);
    return of(
        operation, "method " + method, example(operation).method(method, BodyPublishers.noBody()));
  }

  private Malformed wrongAccept(Operation operation) {
    String type = one(List.of("application/xml", "image/png", "nonsense", "a/b;q=x", ""));
    return of(operation, "accept " + type, example(operation).setHeader("Accept", type));
  }

  private Malformed wrongToken(Operation operation) {
    String token = one(List.of("Bearer", "Bearer ", "Bearer x".repeat(500), "Basic YTpi", "x"));
    return of(operation, "token", example(operation).setHeader("Authorization", token));
  }

  private Malformed wrongParameter(Operation operation) {
    Operation.Parameter parameter = one(operation.parameters());
    String text = shortened(one(ODD_TEXTS));
    if (parameter.in().equals("header")) {
      return of(operation, "header", example(operation).setHeader(parameter.name(), "nonsense"));
    }
    // Encoded slashes and NULs in a path never get as far as to the resources.
    boolean isInPath = parameter.in().equals("path");
    URI target =
        client.target(
            operation,
            parameter.name(),
            isInPath ? text.replace('/', '|').replace('\0', '|') : text);
    return of(operation, parameter.name() + "=" + text, example(operation).uri(target));
  }

  /** A server need not read a line of any length; that it refuses is the next test's. */
  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 2_000));
  }

  private Malformed wrongField(Operation operation) {
    ObjectNode body = operation.bodyExample().orElseThrow().deepCopy();
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    String name = one(names);
    JsonNode schema =
        operation.description().resolved(operation.bodySchema().path("properties").path(name));
    switch (random.nextInt(4)) {
      case 0 -> body.remove(name);
      case 1 -> body.set("extra", JSON.numberNode(1));
      default -> body.set(name, wrongValue(schema));
    }
    return of(
        operation,
        "field " + name + " of " + shortened(body.toString()),
        example(operation).method(operation.method(), BodyPublishers.ofString(body.toString())));
  }

  private JsonNode wrongValue(JsonNode schema) {
    List<JsonNode> values = new ArrayList<>();
    values.add(JSON.nullNode());
    values.add(JSON.booleanNode(random.nextBoolean()));
    values.add(JSON.numberNode(-1));
    values.add(JSON.numberNode(1.5));
    values.add(JSON.numberNode(Long.MAX_VALUE));
    values.add(JSON.numberNode(Double.MAX_VALUE));
    values.add(JSON.objectNode().put("a", 1));
    values.add(deep());
    values.add(JSON.textNode(one(ODD_TEXTS)));
    values.add(JSON.textNode(one(ODD_TEXTS)));
    if (schema.has("maximum")) {
      values.add(JSON.numberNode(schema.path("maximum").asLong() + 1));
    }
    if (schema.has("minimum")) {
      values.add(JSON.numberNode(schema.path("minimum").asLong() - 1));
    }
    if (schema.has("maxLength")) {
      values.add(JSON.textNode("x".repeat(schema.path("maxLength").asInt() + 1)));
    }
    return one(values);
  }

  private static ArrayNode deep() {
    ArrayNode outer = JSON.arrayNode();
    ArrayNode inner = outer;
    for (int depth = 0; depth < 900; depth++) {
      inner = inner.addArray();
    }
    return outer;
  }

  private Malformed brokenJson(Operation operation) {
    String whole = operation.bodyExample().orElseThrow().toString();
    byte[] body =
        one(
            List.of(
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                bytes(whole.substring(0, whole.length() / 2)),
                bytes(whole + whole),
                bytes("[" + whole + "]"),
                bytes("null"),
                bytes("<xml/>"),
                bytes("[".repeat(50_000)),
                bytes("{\"a\":" + "9".repeat(50_000) + "}"),
                bytes("x".repeat(1 << 20))));
    return of(
        operation,
        "body " + shortened(new String(body, StandardCharsets.ISO_8859_1)),
        example(operation).method(operation.method(), BodyPublishers.ofByteArray(body)));
  }

  private Malformed wrongMediaType(Operation operation) {
    String type = one(MEDIA_TYPES);
    return of(operation, "type " + type, example(operation).setHeader("Content-Type", type));
  }

  private HttpRequest.Builder example(Operation operation) {
    // Who signs out by the way would be a stranger to all that comes after.
    boolean isAnonymous = random.nextInt(10) == 0 || operation.id().equals("signOut");
    return client.example(
        operation, isAnonymous ? Persona.ANONYMOUS : AuthorizationMatrix.callerOf(operation));
  }

  private static Malformed of(Operation operation, String fault, HttpRequest.Builder request) {
    return new Malformed(operation, fault, request.build());
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
