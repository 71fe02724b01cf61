/** What a platform keeps of pools: descriptions, inventories, questions and offers. */
@NullMarked
package assay.training.pools;

import org.jspecify.annotations.NullMarked;
