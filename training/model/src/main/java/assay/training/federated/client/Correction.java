package assay.training.federated.client;

/** What a client adds to its gradient so as not to drift from the others. */
@FunctionalInterface
public interface Correction {

  /** The gradient as it is. */
  Correction NONE = (gradient, parameters) -> {};

  /**
   * Changes a step's gradient.
   *
   * @param gradient changed in place
   * @param parameters where it was taken
   */
  void correct(float[] gradient, float[] parameters);

  /**
   * FedProx: the loss gets µ/2·‖w - w₀‖² (Li et al., "Federated Optimization in Heterogeneous
   * Networks", 2020), its gradient µ·(w - w₀).
   *
   * @param mu µ, from 0
   * @param start w₀, the model of the round; not copied
   */
  static Correction proximal(float mu, float[] start) {
    return (gradient, parameters) -> {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += mu * (parameters[i] - start[i]);
      }
    };
  }

  /**
   * SCAFFOLD: the gradient gets c - c_i (Karimireddy et al., "SCAFFOLD: Stochastic Controlled
   * Averaging for Federated Learning", 2020).
   *
   * @param common c, the server's control variate; not copied
   * @param own c_i, the client's; not copied
   */
  static Correction control(float[] common, float[] own) {
    return (gradient, parameters) -> {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += common[i] - own[i];
      }
    };
  }
}
