/** A whole network on one machine: chain, database, store, platform, evaluators and a miner. */
@NullMarked
package assay.local.network;

import org.jspecify.annotations.NullMarked;
