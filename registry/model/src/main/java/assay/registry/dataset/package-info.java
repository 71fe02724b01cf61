/**
 * Datasets: sealed bytes with a public description, their immutable versions, and the way from a
 * file to something that can be registered.
 */
@NullMarked
package assay.registry.dataset;

import org.jspecify.annotations.NullMarked;
