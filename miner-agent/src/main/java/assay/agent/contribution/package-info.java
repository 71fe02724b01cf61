/**
 * What a seat of a panel measures that each owner's data contributed to a federated job's model.
 */
@NullMarked
package assay.agent.contribution;

import org.jspecify.annotations.NullMarked;
