/** The platform's face: HTTP resources over the registry and training services. */
@NullMarked
package assay.web;

import org.jspecify.annotations.NullMarked;
