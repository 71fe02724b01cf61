/** What dishonest clients send. */
@NullMarked
package assay.training.federated.attack;

import org.jspecify.annotations.NullMarked;
