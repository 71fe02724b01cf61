/** Tells a platform how trainings go, for everybody to see. */
@NullMarked
package assay.agent.report;

import org.jspecify.annotations.NullMarked;
