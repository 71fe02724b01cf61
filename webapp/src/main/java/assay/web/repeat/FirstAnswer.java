package assay.web.repeat;

import jakarta.ws.rs.core.Response;

/**
 * What the first request of its key was answered.
 *
 * @param mediaType empty if there is no body
 */
record FirstAnswer(int status, String mediaType, String body) {

  /** Tells callers that nothing was done this time. */
  private static final String REPLAYED = "Idempotency-Replayed";

  /** The same again. */
  Response again() {
    Response.ResponseBuilder answer = Response.status(status).header(REPLAYED, "true");
    return mediaType.isEmpty() ? answer.build() : answer.type(mediaType).entity(body).build();
  }
}
