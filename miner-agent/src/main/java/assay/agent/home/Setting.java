package assay.agent.home;

/**
 * One setting as people are told of it.
 *
 * @param name its key in the file
 * @param meaning what it does, what it is counted in, and what holds without it
 * @param example what is shown where it is not set
 */
public record Setting(String name, String meaning, String example) {}
