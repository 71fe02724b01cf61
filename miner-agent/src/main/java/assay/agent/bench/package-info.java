/** Measurements of sealing and storing, each beside what it is compared to, in one run. */
@NullMarked
package assay.agent.bench;

import org.jspecify.annotations.NullMarked;
