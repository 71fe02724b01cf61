/**
 * What a model's answers are worth: losses, counts and measures as pure functions, the same for
 * every engine.
 */
@NullMarked
package assay.training.metric;

import org.jspecify.annotations.NullMarked;
