/** What a client does in a round: steps of stochastic gradient descent on samples of its own. */
@NullMarked
package assay.training.federated.client;

import org.jspecify.annotations.NullMarked;
