package assay.web.problem;

import assay.registry.RegistryException;
import assay.registry.access.TooManyRequestsException;
import assay.registry.access.UnknownRequestException;
import assay.registry.content.ContentCorruptException;
import assay.registry.content.ContentMalformedException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.database.DatabaseUnavailableException;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.intent.NotStoredException;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.mailbox.EnvelopeForbiddenException;
import assay.registry.signin.SignInRefusedException;
import assay.registry.upload.UploadLimitException;
import assay.web.account.NotSignedInException;
import assay.web.live.TooManyListenersException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the registry refuses, with the status that fits the kind of refusal. */
@Provider
public class RegistryProblems implements ExceptionMapper<RegistryException> {

  @Override
  public Response toResponse(RegistryException failure) {
    Status status = status(failure);
    Response problem =
        Problem.response(status, failure.code(), String.valueOf(failure.getMessage()));
    return status == Status.UNAUTHORIZED ? askingForAToken(problem) : problem;
  }

  /** RFC 6750, section 3. */
  private static Response askingForAToken(Response problem) {
    return Response.fromResponse(problem).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
  }

  private static Status status(RegistryException failure) {
    if (failure instanceof NotSignedInException || failure instanceof SignInRefusedException) {
      return Status.UNAUTHORIZED;
    }
    if (failure instanceof EnvelopeForbiddenException || failure instanceof GrantNotLiveException) {
      return Status.FORBIDDEN;
    }
    if (failure instanceof NotFoundHereException
        || failure instanceof UnknownRequestException
        || failure instanceof ContentMissingException) {
      return Status.NOT_FOUND;
    }
    if (failure instanceof IntentRefusedException
        || failure instanceof NotStoredException
        || failure instanceof ManifestMismatchException) {
      return Status.CONFLICT;
    }
    if (failure instanceof TooManyRequestsException || failure instanceof UploadLimitException) {
      return Status.TOO_MANY_REQUESTS;
    }
    if (failure instanceof DatabaseUnavailableException
        || failure instanceof StoreUnavailableException
        || failure instanceof TooManyListenersException) {
      return Status.SERVICE_UNAVAILABLE;
    }
    if (failure instanceof ContentCorruptException
        || failure instanceof ContentMalformedException
        || failure instanceof StoreRefusedException) {
      return Status.BAD_GATEWAY;
    }
    return Status.BAD_REQUEST;
  }
}
