/**
 * Federated training over flat vectors: clients train where their data is, a server joins their
 * updates. Plain Java; a vector is a {@code float[]} whose meaning its model knows.
 */
@NullMarked
package assay.training.federated;

import org.jspecify.annotations.NullMarked;
