/** A local chain for development and tests: anvil as a child process, bound to 127.0.0.1. */
@NullMarked
package assay.chain.local;

import org.jspecify.annotations.NullMarked;
