/** The runs that miners report. */
@NullMarked
package assay.training.runs;

import org.jspecify.annotations.NullMarked;
