/** What a bounty's training takes before anybody begins it: work, memory, time, gas, money. */
@NullMarked
package assay.training.estimate;

import org.jspecify.annotations.NullMarked;
