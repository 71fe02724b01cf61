package assay.training.federated.model;

/**
 * How a model does on samples.
 *
 * @param loss mean cross-entropy in nats
 * @param accuracy part of right answers, 0 to 1
 */
public record Evaluation(double loss, double accuracy) {}
