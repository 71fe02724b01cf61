/** What a site does in a federated round: it learns from its data, and lets an update out. */
@NullMarked
package assay.training.federated.site;

import org.jspecify.annotations.NullMarked;
