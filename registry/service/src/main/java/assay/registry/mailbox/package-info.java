/**
 * The envelope mailbox: keeps small sealed files for their addressees and hands them out under the
 * rule of their kind. It cannot open any of them.
 */
@NullMarked
package assay.registry.mailbox;

import org.jspecify.annotations.NullMarked;
