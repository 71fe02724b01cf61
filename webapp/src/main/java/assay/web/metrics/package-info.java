/** What the platform counts and times for its operator (MicroProfile Metrics). */
@NullMarked
package assay.web.metrics;

import org.jspecify.annotations.NullMarked;
