/** Labelled numeric samples: read strictly, cut deterministically, identified by their bytes. */
@NullMarked
package assay.training.data;

import org.jspecify.annotations.NullMarked;
