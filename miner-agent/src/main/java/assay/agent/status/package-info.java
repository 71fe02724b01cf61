/** What a running miner shows: its jobs, devices and earnings, in a file and on a page. */
@NullMarked
package assay.agent.status;

import org.jspecify.annotations.NullMarked;
