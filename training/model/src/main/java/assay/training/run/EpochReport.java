package assay.training.run;

import assay.training.bounty.CorrectCount;

/**
 * What an epoch gave.
 *
 * @param epoch its number, from 1
 * @param loss mean over its steps
 * @param validation samples of the validation data labelled rightly
 */
public record EpochReport(int epoch, double loss, CorrectCount validation) {}
