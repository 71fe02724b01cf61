package assay.registry.access;

/**
 * A request and what its dataset's owner said to it.
 *
 * @param because the owner's own words, at most {@value AccessRequest#MAX_REASON} characters
 */
public record AnsweredRequest(AccessRequest request, Answer answer, String because) {

  public AnsweredRequest {
    if (because.length() > AccessRequest.MAX_REASON) {
      throw new IllegalArgumentException(
          "The reason has %d characters; write at most %d."
              .formatted(because.length(), AccessRequest.MAX_REASON));
    }
  }
}
