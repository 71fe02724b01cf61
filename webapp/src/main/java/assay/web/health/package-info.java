/** Whether the platform's parts answer (MicroProfile Health). */
@NullMarked
package assay.web.health;

import org.jspecify.annotations.NullMarked;
