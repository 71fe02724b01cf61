/**
 * The registry: what data exists, who owns it and who may read it. This package holds only the root
 * of its exceptions; each concept has its own package.
 */
@NullMarked
package assay.registry;

import org.jspecify.annotations.NullMarked;
