/**
 * Pools of miners as values: what an operator says of his pool, what a member says of his rig, what
 * a pool offers for a job, and how a job's money is shared. What people say is signed (EIP-712).
 */
@NullMarked
package assay.training.pool;

import org.jspecify.annotations.NullMarked;
