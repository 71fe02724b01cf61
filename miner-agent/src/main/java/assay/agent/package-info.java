/**
 * The agent: one program that plays the roles of miner, evaluator, data owner and researcher. It
 * reads the chain itself, so a platform that is down stops nobody who holds his envelopes.
 */
@NullMarked
package assay.agent;

import org.jspecify.annotations.NullMarked;
