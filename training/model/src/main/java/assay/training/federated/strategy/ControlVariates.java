package assay.training.federated.strategy;

import assay.training.federated.client.Correction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SCAFFOLD's control variates (Karimireddy et al., "SCAFFOLD: Stochastic Controlled Averaging for
 * Federated Learning", 2020, option II): after K steps of rate η from x to y a client's own becomes
 * c_i - c + (x - y)/(K·η), and the common one moves by a client's part of the change. Holds 4·d
 * bytes for each client that took part. Not thread-safe.
 */
public final class ControlVariates {

  private final int clients;
  private final float[] common;
  private final float[] changes;
  private final Map<Integer, float[]> own = new LinkedHashMap<>();

  /**
   * @param parameters of the model
   * @param clients of the whole federation, N
   */
  public ControlVariates(int parameters, int clients) {
    this.clients = clients;
    this.common = new float[parameters];
    this.changes = new float[parameters];
  }

  /** What a client adds to its gradients in this round. */
  public Correction correction(int client) {
    return Correction.control(common, own(client));
  }

  private float[] own(int client) {
    return own.computeIfAbsent(client, any -> new float[common.length]);
  }

  /**
   * Notes what a client's training says of its gradients.
   *
   * @param delta y - x, where it came
   * @param path K·η, steps times their rate, above 0
   */
  public void learn(int client, float[] delta, double path) {
    float[] control = own(client);
    for (int i = 0; i < control.length; i++) {
      float next = (float) (control[i] - common[i] - delta[i] / path);
      changes[i] += next - control[i];
      control[i] = next;
    }
  }

  /** Ends a round: the common variate moves for the next. */
  public void endRound() {
    for (int i = 0; i < common.length; i++) {
      common[i] += changes[i] / clients;
    }
    Arrays.fill(changes, 0);
  }
}
