/** A pool from both sides: its operator announces and pays, its members join and show rigs. */
@NullMarked
package assay.agent.pool;

import org.jspecify.annotations.NullMarked;
