/**
 * The log of a federated job: for each round who sent which update under which grant, who was left
 * out and why, and which model came of it. Sites sign their updates, the coordinator the round, and
 * a Merkle root over both stands on chain, so anybody can check the exported log.
 */
@NullMarked
package assay.training.federated.round;

import org.jspecify.annotations.NullMarked;
