package assay.web.metrics;

import assay.web.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Times every request by its route and status, and counts refusals by their type. Its answer filter
 * runs after those that make a problem document of a bare refusal.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class RequestMeter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String STARTED = RequestMeter.class.getName();

  @Inject private Meters meters;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STARTED) instanceof Long started) {
      Route route = Route.of(resource.getResourceMethod());
      meters.time(
          PlatformMetric.REQUESTS,
          Duration.ofNanos(System.nanoTime() - started),
          route.path(),
          route.method(),
          String.valueOf(response.getStatus()));
    }
    if (response.getEntity() instanceof Problem problem) {
      meters.add(PlatformMetric.REFUSALS, 1, problem.code());
    }
  }
}
