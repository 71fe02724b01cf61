/** What comes of checking what somebody claims. */
@NullMarked
package assay.registry.audit;

import org.jspecify.annotations.NullMarked;
