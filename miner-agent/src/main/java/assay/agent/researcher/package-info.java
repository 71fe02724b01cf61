/** What a researcher does: post a bounty, attend to it, collect the model. */
@NullMarked
package assay.agent.researcher;

import org.jspecify.annotations.NullMarked;
