package assay.training.federated.rule;

/**
 * How far a client's training moved the model: local weights minus the weights it began with. The
 * vector is shared, not copied: whoever makes an update leaves its array alone from then on, and no
 * rule writes into it.
 */
public final class Update {

  private final String client;
  private final float[] delta;
  private final double weight;

  /**
   * @param client whose it is, as the server names him
   * @param delta one number for each parameter
   * @param weight his part in a weighted rule, such as his number of samples
   */
  public Update(String client, float[] delta, double weight) {
    this.client = client;
    this.delta = delta;
    this.weight = weight;
  }

  public String client() {
    return client;
  }

  /** The vector itself, to be read only. */
  public float[] delta() {
    return delta;
  }

  public double weight() {
    return weight;
  }

  @Override
  public String toString() {
    return "update of " + client + ", " + delta.length + " parameters, weight " + weight;
  }
}
