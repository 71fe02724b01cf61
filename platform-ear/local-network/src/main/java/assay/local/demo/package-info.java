/** The main job, told as it happens: one real bounty from sealed data to paid model. */
@NullMarked
package assay.local.demo;

import org.jspecify.annotations.NullMarked;
