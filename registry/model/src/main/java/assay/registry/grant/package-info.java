/**
 * Rights to read: the grant as the chain holds it, and the envelope that carries a key to the one
 * who was granted it.
 */
@NullMarked
package assay.registry.grant;

import org.jspecify.annotations.NullMarked;
