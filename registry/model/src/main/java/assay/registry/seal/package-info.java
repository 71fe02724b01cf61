/**
 * Sealing: age v1 files that the stock {@code age} command opens too, and the keys they are sealed
 * to. Nothing here knows what is sealed.
 */
@NullMarked
package assay.registry.seal;

import org.jspecify.annotations.NullMarked;
