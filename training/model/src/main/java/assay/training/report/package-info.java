/** What a miner tells of his trainings while they run: his word alone. */
@NullMarked
package assay.training.report;

import org.jspecify.annotations.NullMarked;
