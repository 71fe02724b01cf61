/** The API on its HTTP server, held to its description (openapi.yaml). */
@NullMarked
package assay.web.api;

import org.jspecify.annotations.NullMarked;
