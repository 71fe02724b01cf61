package assay.web.resource;

import assay.web.account.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives answers to GET their entity tag, and callers who have them already 304 instead. Answers
 * with secrets are kept by nobody.
 */
@Provider
public class EntityTagFilter implements ContainerResponseFilter {

  private static final Set<String> SECRET = Set.of("auth", "api-keys", "webhooks");

  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (SECRET.contains(firstStep(request))) {
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    } else if (isRead(request, response)) {
      tag(response).ifPresent(tag -> validate(request, response, tag));
    }
  }

  private static String firstStep(ContainerRequestContext request) {
    return request.getUriInfo().getPathSegments().get(0).getPath();
  }

  private static boolean isRead(
      ContainerRequestContext request, ContainerResponseContext response) {
    return (request.getMethod().equals(HttpMethod.GET)
            || request.getMethod().equals(HttpMethod.HEAD))
        && response.getStatus() == Status.OK.getStatusCode()
        && response.hasEntity();
  }

  private static Optional<String> tag(ContainerResponseContext response) {
    return Optional.ofNullable(response.getHeaderString(HttpHeaders.ETAG))
        .or(() -> bytes(response).map(EntityTags::of));
  }

  /** Of answers that are made at once; those that are streamed have no tag. */
  private static Optional<byte[]> bytes(ContainerResponseContext response) {
    Object entity = response.getEntity();
    if (entity instanceof byte[] bytes) {
      return Optional.of(bytes);
    }
    if (entity instanceof String text) {
      return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
    if (entity instanceof StreamingOutput
        || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
      return Optional.empty();
    }
    byte[] written = Json.bytes(entity);
    response.setEntity(written, response.getEntityAnnotations(), response.getMediaType());
    return Optional.of(written);
  }

  private void validate(
      ContainerRequestContext request, ContainerResponseContext response, String tag) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(HttpHeaders.ETAG, tag);
    headers.putIfAbsent(
        HttpHeaders.CACHE_CONTROL,
        List.of(caller.known().isPresent() ? "private, no-cache" : "no-cache"));
    String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (known != null && EntityTags.isKnown(known, tag)) {
      response.setEntity(null);
      headers.remove(HttpHeaders.CONTENT_TYPE);
      response.setStatus(Status.NOT_MODIFIED.getStatusCode());
    }
  }
}
