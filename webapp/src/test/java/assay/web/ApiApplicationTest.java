package assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

class ApiApplicationTest {

  @Test
  void shouldNameEveryResourceAndProviderOfThisModule() throws Exception {
    Set<Class<?>> written = new HashSet<>();
    for (String name : classNames()) {
      Class<?> type = Class.forName(name, false, getClass().getClassLoader());
      if (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(Provider.class)) {
        written.add(type);
      }
    }

    assertThat(new ApiApplication().getClasses()).isEqualTo(written);
  }

  /** Else a request that accepts no JSON is answered 500, once all is done. */
  @Test
  void shouldSayOfEveryResourceWhatItProduces() {
    assertThat(new ApiApplication().getClasses())
        .filteredOn(type -> type.isAnnotationPresent(Path.class))
        .isNotEmpty()
        .allMatch(ApiApplicationTest::saysWhatItProduces);
  }

  private static boolean saysWhatItProduces(Class<?> type) {
    return type.isAnnotationPresent(Produces.class)
        || Arrays.stream(type.getMethods())
            .filter(method -> method.isAnnotationPresent(Operation.class))
            .filter(method -> method.getReturnType() != void.class)
            .allMatch(method -> method.isAnnotationPresent(Produces.class));
  }

  private static List<String> classNames() throws IOException, URISyntaxException {
    java.nio.file.Path root =
        java.nio.file.Path.of(
            ApiApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<java.nio.file.Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("-"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
