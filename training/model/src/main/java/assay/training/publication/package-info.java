/** Models that their researchers gave to everybody. */
@NullMarked
package assay.training.publication;

import org.jspecify.annotations.NullMarked;
