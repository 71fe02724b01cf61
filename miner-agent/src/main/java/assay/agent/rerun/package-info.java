/** Repeats a training from a checkpoint's provenance and compares what comes out. */
@NullMarked
package assay.agent.rerun;

import org.jspecify.annotations.NullMarked;
