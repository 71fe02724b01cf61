/** Models that their researchers gave to everybody. */
@NullMarked
package assay.training.publications;

import org.jspecify.annotations.NullMarked;
