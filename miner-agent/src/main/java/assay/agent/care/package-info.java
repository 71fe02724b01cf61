/** What lets a rig be left running: rests when it is hot, hooks around training, a watchdog. */
@NullMarked
package assay.agent.care;

import org.jspecify.annotations.NullMarked;
