/**
 * A model's shape as data: a graph of layers in Keras's vocabulary, read from a stranger's {@code
 * model.json} and bounded before anything is allocated for it.
 */
@NullMarked
package assay.training.spec;

import org.jspecify.annotations.NullMarked;
