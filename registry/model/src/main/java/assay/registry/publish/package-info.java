/** From an owner's files to a sealed, stored and described dataset version. */
@NullMarked
package assay.registry.publish;

import org.jspecify.annotations.NullMarked;
