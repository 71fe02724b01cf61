/**
 * The access log of a dataset: every answer that a mailbox gave to somebody who asked for a key of
 * it, each bound to the one before by a hash, all of them under Merkle roots that stand on chain.
 * What it proves can be checked with nothing but the exported file.
 */
@NullMarked
package assay.registry.accesslog;

import org.jspecify.annotations.NullMarked;
