/**
 * The registry's window on the chain: final facts come in, intents go out. The port, and its
 * adapter for Ethereum.
 */
@NullMarked
package assay.registry.ledger;

import org.jspecify.annotations.NullMarked;
