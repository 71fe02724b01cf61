/**
 * Deeplearning4j behind the training-engine port: specs become computation graphs, weights cross
 * between Keras's layout and DL4J's, several devices train side by side and average.
 */
@NullMarked
package assay.engine.dl4j;

import org.jspecify.annotations.NullMarked;
