/** How strangers' checkpoints are examined: each in a limited child process of its own. */
@NullMarked
package assay.agent.examination;

import org.jspecify.annotations.NullMarked;
