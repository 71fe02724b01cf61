/**
 * Training as values: what a model is, what it was trained on, what it scored, and the port behind
 * which an engine trains it. Plain Java: no tensors library, no application server.
 */
@NullMarked
package assay.training;

import org.jspecify.annotations.NullMarked;
