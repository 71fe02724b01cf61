package assay.web.repeat;

import assay.chain.Bytes32;
import assay.web.account.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Answers a request whose {@code Idempotency-Key} came before as it was answered then
 * (draft-ietf-httpapi-idempotency-key-header). What fails by a fault here, status 500 and above, is
 * undone and may be tried again with the same key; a refusal is an answer like any other.
 */
@Provider
@Idempotent
@Priority(Priorities.USER - 500) // After whoever calls is known; its answers after all others.
public class RepeatFilter
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  /** More than any body that creates something here. */
  private static final int LONGEST_BODY = 4 << 20;

  @Inject private RepeatableWork work;
  @Inject private Caller caller;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(RepeatedRequest.HEADER);
    if (key == null) {
      return;
    }
    byte[] body = body(request);
    RepeatedRequest repeated =
        new RepeatedRequest(caller.account(), key, fingerprint(request, body));
    work.begin(repeated).ifPresent(first -> request.abortWith(first.again()));
  }

  private static byte[] body(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new IllegalArgumentException(
          "A request with %s has at most %d bytes."
              .formatted(RepeatedRequest.HEADER, LONGEST_BODY));
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    return body;
  }

  private static Bytes32 fingerprint(ContainerRequestContext request, byte[] body) {
    URI address = request.getUriInfo().getRequestUri();
    String head =
        "%s %s?%s\n".formatted(request.getMethod(), address.getRawPath(), address.getRawQuery());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(body);
    return Bytes32.sha256(whole.toByteArray());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!work.isOpen()) {
      return;
    }
    if (response.getStatus() >= Status.INTERNAL_SERVER_ERROR.getStatusCode()
        || response.getStatus() == Status.TOO_MANY_REQUESTS.getStatusCode()) {
      work.undo();
    } else if (response.hasEntity()) {
      work.await(response.getStatus());
    } else {
      work.keep(response.getStatus());
    }
  }

  /** Kept before it is sent: whoever gets an answer can rely on it. */
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!work.isOpen()) {
      context.proceed();
      return;
    }
    OutputStream sent = context.getOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    context.setOutputStream(body);
    context.proceed();
    work.keep(context.getMediaType().toString(), body.toString(StandardCharsets.UTF_8));
    sent.write(body.toByteArray());
  }
}
