/** Who takes part, in which roles, under which age recipient, with what bond and hash chain. */
@NullMarked
package assay.registry.actor;

import org.jspecify.annotations.NullMarked;
