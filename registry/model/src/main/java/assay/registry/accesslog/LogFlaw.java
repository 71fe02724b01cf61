package assay.registry.accesslog;

/**
 * The first place where a log does not hold.
 *
 * @param index of the entry, counted as they stand
 * @param why a sentence
 */
public record LogFlaw(long index, String why) {}
