/** The agent's view of a platform: signing in, asking for access, the mailbox. */
@NullMarked
package assay.agent.platform;

import org.jspecify.annotations.NullMarked;
