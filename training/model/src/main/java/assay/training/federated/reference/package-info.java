/**
 * Tables of figures from papers and other programs, and what the simulation gives for each line of
 * them.
 */
@NullMarked
package assay.training.federated.reference;

import org.jspecify.annotations.NullMarked;
