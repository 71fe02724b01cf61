/** A data owner's site: it trains on its own data in federated rounds and lets updates out. */
@NullMarked
package assay.agent.site;

import org.jspecify.annotations.NullMarked;
