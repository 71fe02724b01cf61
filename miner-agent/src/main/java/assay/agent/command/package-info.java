/** The command line {@code assay}. */
@NullMarked
package assay.agent.command;

import org.jspecify.annotations.NullMarked;
