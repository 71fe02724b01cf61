/** How fast a rig is: kernels, their cost, what a run measured, and how a stranger checks it. */
@NullMarked
package assay.training.benchmark;

import org.jspecify.annotations.NullMarked;
