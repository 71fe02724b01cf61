package assay.registry.dataset;

import assay.registry.content.Cid;
import assay.registry.seal.Seal;

/**
 * The sealed bytes of a version: where they are and what pins them.
 *
 * @param cid identifier of the age file in the content store
 */
public record Payload(Cid cid, Seal seal) {}
