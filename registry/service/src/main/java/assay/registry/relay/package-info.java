/** Calls that accounts sign and the operator brings in, paying the gas. */
@NullMarked
package assay.registry.relay;

import org.jspecify.annotations.NullMarked;
