package assay.web.api;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes the one {@link ApiServer} of their JVM, which ends with the last of them. */
final class ApiExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ApiServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(ApiExtension.class))
        .getOrComputeIfAbsent(ApiServer.class, type -> start(), ApiServer.class);
  }

  private static ApiServer start() {
    try {
      return new ApiServer();
    } catch (IOException e) {
      throw new IllegalStateException("The API's test server cannot be started.", e);
    }
  }
}
