/** The whole product on real processes: what the main job, bad input, outages and kills do. */
@NullMarked
package assay.system;

import org.jspecify.annotations.NullMarked;
