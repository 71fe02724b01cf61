/** Child processes with limits, in which files of strangers are read. */
@NullMarked
package assay.agent.confine;

import org.jspecify.annotations.NullMarked;
