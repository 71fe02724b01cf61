/** What coordinator and sites of a federated job share. */
@NullMarked
package assay.agent.federated;

import org.jspecify.annotations.NullMarked;
