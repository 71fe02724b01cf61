/** What happens on chain, as it becomes final: server-sent events. */
@NullMarked
package assay.web.live;

import org.jspecify.annotations.NullMarked;
