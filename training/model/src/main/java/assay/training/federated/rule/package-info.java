/** Aggregation rules: how a round's updates become one, and which updates a round refuses. */
@NullMarked
package assay.training.federated.rule;

import org.jspecify.annotations.NullMarked;
