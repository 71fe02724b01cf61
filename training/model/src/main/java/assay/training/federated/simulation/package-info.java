/** Federations of virtual clients in one process. */
@NullMarked
package assay.training.federated.simulation;

import org.jspecify.annotations.NullMarked;
