package assay.web.api;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.hk2.api.Injectee;
import org.glassfish.hk2.api.InjectionResolver;
import org.glassfish.hk2.api.ServiceHandle;

/** The executors that a container has ready: here a plain one behind their interface. */
@Singleton
final class ContainerResources implements InjectionResolver<Resource>, AutoCloseable {

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

  @Override
  public Object resolve(Injectee injectee, ServiceHandle<?> root) {
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {ManagedScheduledExecutorService.class},
        (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(threads, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean isConstructorParameterIndicator() {
    return false;
  }

  @Override
  public boolean isMethodParameterIndicator() {
    return false;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
