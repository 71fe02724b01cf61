package assay.training.federated.selection;

/**
 * A client as its server knows it.
 *
 * @param client its place in the federation
 * @param samples how many it has
 * @param seconds how long its part of a round takes
 */
public record Candidate(int client, int samples, double seconds) {}
