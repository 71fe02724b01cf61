/** One job trained on several rigs of a pool: how its operator leads it, how members follow. */
@NullMarked
package assay.agent.joint;

import org.jspecify.annotations.NullMarked;
