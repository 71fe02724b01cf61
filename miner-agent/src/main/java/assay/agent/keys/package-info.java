/** Keys on their way: sealed to one receiver, signed by their sender, left in the mailbox. */
@NullMarked
package assay.agent.keys;

import org.jspecify.annotations.NullMarked;
