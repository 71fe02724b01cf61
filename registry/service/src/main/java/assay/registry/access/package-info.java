/** Requests for access that wait for a dataset's owner. */
@NullMarked
package assay.registry.access;

import org.jspecify.annotations.NullMarked;
