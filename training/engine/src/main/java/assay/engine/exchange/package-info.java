/** Models in the files of other programs: Keras's .h5 and NumPy's .npz, in and out. */
@NullMarked
package assay.engine.exchange;

import org.jspecify.annotations.NullMarked;
