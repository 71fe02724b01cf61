/** The commands of the local network. */
@NullMarked
package assay.local.command;

import org.jspecify.annotations.NullMarked;
