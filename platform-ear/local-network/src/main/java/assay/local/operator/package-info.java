/** What an operator does to his platform from the command line. */
@NullMarked
package assay.local.operator;

import org.jspecify.annotations.NullMarked;
