/** Which training engine an agent uses. */
@NullMarked
package assay.agent.engine;

import org.jspecify.annotations.NullMarked;
