/** The machine an agent trains on: its devices, how they fare, and which engine each is fit for. */
@NullMarked
package assay.agent.rig;

import org.jspecify.annotations.NullMarked;
