/**
 * The training-engine port: what a job is, what an engine reports while it runs, what it gives
 * back, and the state from which it goes on after a kill.
 */
@NullMarked
package assay.training.run;

import org.jspecify.annotations.NullMarked;
