/** Data of a federation: samples held flat, generators, and cuts among clients. */
@NullMarked
package assay.training.federated.data;

import org.jspecify.annotations.NullMarked;
