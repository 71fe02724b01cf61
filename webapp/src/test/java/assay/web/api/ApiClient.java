package assay.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends the examples of openapi.yaml as they stand there. */
final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final UnaryOperator<String> onThisChain;
  private final Function<Persona, Optional<String>> tokens;

  /**
   * @param onThisChain puts ids of things on the server's chain in the place of an example's
   */
  ApiClient(URI base, UnaryOperator<String> onThisChain) {
    this(base, onThisChain, Persona::token);
  }

  /**
   * The same.
   *
   * @param tokens the bearer token, or key, that somebody has there
   */
  ApiClient(
      URI base, UnaryOperator<String> onThisChain, Function<Persona, Optional<String>> tokens) {
    this.base = base;
    this.onThisChain = onThisChain;
    this.tokens = tokens;
  }

  /**
   * An answer.
   *
   * @param mediaType without its parameters; empty if there is no body
   */
  record Answer(int status, String mediaType, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("This is no JSON: " + body, e);
      }
    }

    boolean isJson() {
      return mediaType.endsWith("json");
    }
  }

  /** The answer to an operation's example in somebody's name. */
  Answer send(Operation operation, Persona persona) throws IOException, InterruptedException {
    HttpRequest request = example(operation, persona).build();
    boolean isStream = operation.response(200).path("content").has("text/event-stream");
    return isStream ? firstEvent(request) : send(request);
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), mediaType(response), response.body());
  }

  /** A stream does not end: its lines up to the first one with data. */
  private Answer firstEvent(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      String body =
          lines.filter(line -> line.startsWith("data:")).limit(1).collect(Collectors.joining("\n"));
      return new Answer(response.statusCode(), mediaType(response), body);
    }
  }

  private static String mediaType(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
  }

  /** The example as a request that can still be altered. */
  HttpRequest.Builder example(Operation operation, Persona persona) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target(operation))
            .timeout(PATIENCE)
            .method(operation.method(), BodyPublishers.ofString(body(operation)));
    operation.bodyType().ifPresent(type -> request.header("Content-Type", type));
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("header") && !parameter.example().isMissingNode()) {
        request.header(parameter.name(), parameter.example().asText());
      }
    }
    tokens.apply(persona).ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private String body(Operation operation) {
    String example =
        operation.bodyExample().map(JsonNode::toString).orElseGet(operation::bytesExample);
    return operation.isAboutTheChain() ? onThisChain.apply(example) : example;
  }

  private URI target(Operation operation) {
    return target(operation, "", "");
  }

  /** The example's address with another value for one of its parameters. */
  URI target(Operation operation, String altered, String value) {
    String path = operation.path().substring(1);
    List<String> queries = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      boolean isAltered = parameter.name().equals(altered);
      String text = encoded(isAltered ? value : parameter.example().asText());
      path = path.replace("{" + parameter.name() + "}", text);
      if (parameter.in().equals("query") && (isAltered || !parameter.example().isMissingNode())) {
        queries.add(parameter.name() + "=" + text);
      }
    }
    return base.resolve(queries.isEmpty() ? path : path + "?" + String.join("&", queries));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
