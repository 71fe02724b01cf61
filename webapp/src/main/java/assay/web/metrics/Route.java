package assay.web.metrics;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API as its resource declares it, never as a caller writes it: addresses and
 * methods that nobody declares are all one route.
 *
 * @param path template, such as {@code /datasets/{id}}
 * @param method of HTTP
 */
record Route(String path, String method) {

  /** Whatever no resource answers. */
  static final Route NONE = new Route("none", "none");

  static Route of(@Nullable Method operation) {
    if (operation == null || !operation.getDeclaringClass().isAnnotationPresent(Path.class)) {
      return NONE;
    }
    return new Route(
        path(operation.getDeclaringClass()) + path(operation),
        Stream.of(operation.getAnnotations())
            .map(Annotation::annotationType)
            .map(type -> type.getAnnotation(HttpMethod.class))
            .filter(Objects::nonNull)
            .map(HttpMethod::value)
            .findFirst()
            .orElse(NONE.method()));
  }

  private static String path(AnnotatedElement place) {
    Path path = place.getAnnotation(Path.class);
    return path == null || path.value().isEmpty() ? "" : "/" + path.value().replaceAll("^/", "");
  }
}
