/**
 * The chain client: values that exist on chain, accounts that sign, and the calls and events of an
 * Ethereum node reached over JSON-RPC. Nothing here knows what a dataset or a bounty is.
 */
@NullMarked
package assay.chain;

import org.jspecify.annotations.NullMarked;
