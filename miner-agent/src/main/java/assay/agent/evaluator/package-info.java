/** What an evaluator does: bond, give to the beacon, sit on panels, score and reveal. */
@NullMarked
package assay.agent.evaluator;

import org.jspecify.annotations.NullMarked;
