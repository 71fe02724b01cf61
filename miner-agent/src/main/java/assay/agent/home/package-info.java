/** The agent's home folder: keys, settings and what it remembers. */
@NullMarked
package assay.agent.home;

import org.jspecify.annotations.NullMarked;
