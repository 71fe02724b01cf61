/** What a training gives away of its samples, in numbers. */
@NullMarked
package assay.training.federated.privacy;

import org.jspecify.annotations.NullMarked;
