package assay.training.federated.data;

import java.util.List;

/**
 * Whose data is trained on, and what the model is measured on.
 *
 * @param clients one part each, none empty
 * @param test samples that no client has
 */
public record Federation(List<Samples> clients, Samples test) {

  public Federation {
    clients = List.copyOf(clients);
  }

  /** All clients' samples together. */
  public long samples() {
    return clients.stream().mapToLong(Samples::size).sum();
  }
}
