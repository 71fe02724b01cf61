package assay.registry.dataset;

import assay.registry.content.Cid;
import assay.registry.seal.Seal;

/**
 * The bytes of a version: where they are and what pins them.
 *
 * @param cid identifier, in the content store, of the age file, or of the bytes themselves where
 *     they are public
 */
public record Payload(Cid cid, Seal seal) {}
