/**
 * Trained weights on their way between strangers: safetensors, provenance, and the archive that
 * holds both beside the spec. Whoever reads here trusts nothing that the bytes claim.
 */
@NullMarked
package assay.training.checkpoint;

import org.jspecify.annotations.NullMarked;
