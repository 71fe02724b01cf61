package assay.training.federated.rule;

/**
 * An update that a round went on without.
 *
 * @param client whose it was
 * @param why what was wrong with it, a sentence
 */
public record RefusedUpdate(String client, String why) {}
