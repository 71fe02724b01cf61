/** What the platform can say about assets, grants and actors: read models over the final chain. */
@NullMarked
package assay.registry.catalogue;

import org.jspecify.annotations.NullMarked;
