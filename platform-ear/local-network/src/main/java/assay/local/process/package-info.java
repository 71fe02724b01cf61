/** The parts of a local network as processes: started, watched, ended, each with its log file. */
@NullMarked
package assay.local.process;

import org.jspecify.annotations.NullMarked;
