package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.ApiApplication;
import assay.web.account.Scope;
import assay.web.account.SignedIn;
import assay.web.repeat.Idempotent;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract and the resources, each held to the other. */
class ApiDescriptionTest {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final Set<String> TELLS_A_SECRET = Set.of("createApiKey", "createWebhook");
  private static final Set<String> SIGNING_IN = Set.of("signIn", "refreshSignIn");

  /** What both tell of an operation. */
  private record Facts(String summary, String scope, boolean hasBody, List<String> parameters) {}

  static Stream<Operation> operations() {
    return DESCRIPTION.operations().stream();
  }

  @Test
  void shouldDescribeWhatIsBuiltAndNothingElse() {
    assertThat(described()).isEqualTo(built());
  }

  @Test
  void shouldBeAValidDocument() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/openapi.yaml")) {
      ParseOptions options = new ParseOptions();
      options.setResolve(true);
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);

      SwaggerParseResult read = new OpenAPIV3Parser().readContents(text, null, options);

      assertThat(read.getMessages()).isEmpty();
      assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(DESCRIPTION.document().path("paths"));
      assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    }
  }

  @Test
  void shouldNameEachOperationOnce() {
    assertThat(operations().map(Operation::id)).doesNotContain("").doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void shouldShowExamplesThatItsOwnSchemasTake(Operation operation) {
    operation.bodyExample().ifPresent(body -> assertThat(operation.bodyErrors(body)).isEmpty());
    operation.statuses().forEach(status -> checkExamples(operation, status));
  }

  private static void checkExamples(Operation operation, int status) {
    for (Map.Entry<String, JsonNode> content :
        operation.response(status).path("content").properties()) {
      JsonNode example = content.getValue().path("example");
      if (!example.isMissingNode()) {
        assertThat(operation.errors(status, content.getKey(), example)).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void shouldTellOfRefusals(Operation operation) {
    List<String> statuses =
        operation.node().path("responses").properties().stream().map(Map.Entry::getKey).toList();

    assertThat(statuses).contains("default");
    assertThat(statuses.contains("401"))
        .isEqualTo(operation.isForSignedIn() || SIGNING_IN.contains(operation.id()));
    assertThat(operation.response(0).path("content").has("application/problem+json")).isTrue();
  }

  /** An API key is told once; its name, which is taken then, keeps a second from being made. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void shouldTakeAnIdempotencyKeyWhereAPostCreates(Operation operation) {
    boolean isCreating = operation.success() == 201 && !TELLS_A_SECRET.contains(operation.id());

    assertThat(operation.parameters())
        .extracting(Operation.Parameter::name)
        .matches(names -> names.contains("Idempotency-Key") == isCreating);
  }

  private static Map<String, Facts> described() {
    return operations()
        .collect(
            Collectors.toMap(
                Operation::toString,
                operation ->
                    new Facts(
                        operation.node().path("summary").asText(),
                        operation.scope(),
                        operation.bodyType().isPresent(),
                        operation.parameters().stream()
                            .map(parameter -> parameter.in() + " " + parameter.name())
                            .sorted()
                            .toList()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Map<String, Facts> built() {
    Map<String, Facts> built = new TreeMap<>();
    for (Class<?> resource : new ApiApplication().getClasses()) {
      if (resource.isAnnotationPresent(Path.class)) {
        for (Method method : resource.getDeclaredMethods()) {
          verb(method).ifPresent(verb -> built.put(verb + " " + path(method), facts(method)));
        }
      }
    }
    return built;
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(Method method) {
    String root = "/" + method.getDeclaringClass().getAnnotation(Path.class).value();
    Path own = method.getAnnotation(Path.class);
    return own == null ? root : root + "/" + own.value();
  }

  private static Facts facts(Method method) {
    List<Parameter> parameters = List.of(method.getParameters());
    return new Facts(
        method
            .getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
            .summary(),
        isForSignedIn(method) ? Scope.of(method).text() : "",
        parameters.stream().anyMatch(parameter -> parameter.getAnnotations().length == 0),
        Stream.concat(
                parameters.stream()
                    .flatMap(ApiDescriptionTest::elements)
                    .map(ApiDescriptionTest::name)
                    .flatMap(Optional::stream),
                filtered(method))
            .sorted()
            .toList());
  }

  /** Headers that a filter reads in the method's place. */
  private static Stream<String> filtered(Method method) {
    return method.isAnnotationPresent(Idempotent.class)
        ? Stream.of("header Idempotency-Key")
        : Stream.empty();
  }

  private static boolean isForSignedIn(Method method) {
    return method.isAnnotationPresent(SignedIn.class)
        || method.getDeclaringClass().isAnnotationPresent(SignedIn.class);
  }

  /** A parameter, or the fields of the bean that stands for several. */
  private static Stream<AnnotatedElement> elements(Parameter parameter) {
    return parameter.isAnnotationPresent(BeanParam.class)
        ? Arrays.stream(parameter.getType().getDeclaredFields())
        : Stream.of(parameter);
  }

  private static Optional<String> name(AnnotatedElement parameter) {
    if (parameter.isAnnotationPresent(PathParam.class)) {
      return Optional.of("path " + parameter.getAnnotation(PathParam.class).value());
    }
    if (parameter.isAnnotationPresent(QueryParam.class)) {
      return Optional.of("query " + parameter.getAnnotation(QueryParam.class).value());
    }
    return Optional.ofNullable(parameter.getAnnotation(HeaderParam.class))
        .map(HeaderParam::value)
        // Part of the security scheme, which OpenAPI tells apart from parameters.
        .filter(header -> !header.equals(HttpHeaders.AUTHORIZATION))
        .map(header -> "header " + header);
  }
}
