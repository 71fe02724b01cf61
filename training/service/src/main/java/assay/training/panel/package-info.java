/** The mailbox's rules for keys that travel inside a bounty. */
@NullMarked
package assay.training.panel;

import org.jspecify.annotations.NullMarked;
