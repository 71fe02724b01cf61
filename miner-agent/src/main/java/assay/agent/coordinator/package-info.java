/** Leads the rounds of a federated job: a miner whose training is done by sites. */
@NullMarked
package assay.agent.coordinator;

import org.jspecify.annotations.NullMarked;
