/** How far the platform is behind and how full it is, looked at every few seconds. */
@NullMarked
package assay.web.gauge;

import org.jspecify.annotations.NullMarked;
