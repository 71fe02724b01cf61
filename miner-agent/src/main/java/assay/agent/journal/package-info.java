/** What the agent wrote down before it did it: the memory that survives a kill. */
@NullMarked
package assay.agent.journal;

import org.jspecify.annotations.NullMarked;
