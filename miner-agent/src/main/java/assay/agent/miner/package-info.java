/** What a miner does: find bounties, ask for data, train, commit, reveal, hand over keys. */
@NullMarked
package assay.agent.miner;

import org.jspecify.annotations.NullMarked;
