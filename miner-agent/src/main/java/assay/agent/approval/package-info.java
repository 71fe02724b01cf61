/** How an owner's agent answers those who ask for access: by standing rules, or by his word. */
@NullMarked
package assay.agent.approval;

import org.jspecify.annotations.NullMarked;
