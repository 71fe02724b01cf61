/** The rig benchmark on this machine: running, drawing, challenging others. */
@NullMarked
package assay.agent.benchmark;

import org.jspecify.annotations.NullMarked;
