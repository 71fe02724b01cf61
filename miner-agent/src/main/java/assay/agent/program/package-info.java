/** Programs of others that an agent runs, each within a time and an amount of output. */
@NullMarked
package assay.agent.program;

import org.jspecify.annotations.NullMarked;
