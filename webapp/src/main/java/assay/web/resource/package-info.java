/** The resources of the API, one class each. */
@NullMarked
package assay.web.resource;

import org.jspecify.annotations.NullMarked;
