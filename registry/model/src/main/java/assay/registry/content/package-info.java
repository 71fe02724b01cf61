/**
 * Content addressed storage: blocks named by their hash, files cut into blocks, and the stores that
 * keep them. Every byte that leaves this package was checked against the identifier it was asked
 * for.
 */
@NullMarked
package assay.registry.content;

import org.jspecify.annotations.NullMarked;
