/** One class that Deeplearning4j looks for under this name and does not ship. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
