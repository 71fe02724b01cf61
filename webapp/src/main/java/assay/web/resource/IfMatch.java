package assay.web.resource;

import assay.web.problem.PreconditionFailedException;
import java.util.Optional;

/**
 * What a caller wants to replace, and nothing else (RFC 9110, section 13.1.1).
 *
 * @param header entity tags as he read them; empty where he does not mind
 */
record IfMatch(String header) {

  /**
   * Holds what is kept to it.
   *
   * @throws PreconditionFailedException if it is something else, or nothing
   */
  void require(Optional<?> kept) {
    boolean isMeant =
        header.isEmpty()
            || kept.map(Json::bytes)
                .filter(bytes -> EntityTags.isListed(header, EntityTags.of(bytes)))
                .isPresent();
    if (!isMeant) {
      throw new PreconditionFailedException();
    }
  }
}
