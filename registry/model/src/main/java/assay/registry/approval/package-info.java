/** Standing rules by which an owner's agent answers those who ask for access. */
@NullMarked
package assay.registry.approval;

import org.jspecify.annotations.NullMarked;
