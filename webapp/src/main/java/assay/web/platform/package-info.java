/** Puts the platform together: settings, shared objects and background work. */
@NullMarked
package assay.web.platform;

import org.jspecify.annotations.NullMarked;
