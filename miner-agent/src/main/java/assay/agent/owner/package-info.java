/** What a data owner does: seal, register, approve. */
@NullMarked
package assay.agent.owner;

import org.jspecify.annotations.NullMarked;
