/** What a platform's operator sets, and how it is held to what there is. */
@NullMarked
package assay.registry.settings;

import org.jspecify.annotations.NullMarked;
