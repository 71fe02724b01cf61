package assay.training.run;

import java.time.Duration;

/**
 * Where a training stands.
 *
 * @param epoch the epoch under way, from 1
 * @param epochs the last one
 * @param samplesDone samples learned from so far, all epochs together
 * @param samplesTotal samples in all epochs
 * @param samplesPerSecond since this run began
 * @param loss of the latest step
 * @param remaining time left at this speed
 */
public record Progress(
    int epoch,
    int epochs,
    long samplesDone,
    long samplesTotal,
    double samplesPerSecond,
    double loss,
    Duration remaining) {}
