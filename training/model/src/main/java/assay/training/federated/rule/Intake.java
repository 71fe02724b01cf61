package assay.training.federated.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The door of a round: hands updates of the right length, with finite numbers up to 2^64 and a
 * weight from 2^-32 to 2^32, to an aggregation, at most one of each client, and refuses all others
 * by name. A refused update does not stop the round. Not thread-safe.
 */
public final class Intake {

  /** Beyond, sums of single precision could overflow; no training leads there. */
  private static final float LARGEST = 0x1p64f;

  private static final double LIGHTEST = 0x1p-32;
  private static final double HEAVIEST = 0x1p32;

  private final int parameters;
  private final Aggregation aggregation;
  private final Set<String> clients = new HashSet<>();
  private final List<RefusedUpdate> refused = new ArrayList<>();

  /**
   * @param parameters of the model
   * @param aggregation gets what is accepted
   */
  public Intake(int parameters, Aggregation aggregation) {
    this.parameters = parameters;
    this.aggregation = aggregation;
  }

  /** Accepts or refuses an update; says which. */
  public boolean offer(Update update) {
    Optional<String> wrong = wrong(update);
    wrong.ifPresent(why -> refuse(update.client(), why));
    if (wrong.isEmpty()) {
      aggregation.accept(update);
      clients.add(update.client());
    }
    return wrong.isEmpty();
  }

  /** Goes on without what a client sent and nobody could read. */
  public void refuse(String client, String why) {
    refused.add(new RefusedUpdate(client, why));
  }

  /** How many were accepted. */
  public int accepted() {
    return clients.size();
  }

  public List<RefusedUpdate> refused() {
    return List.copyOf(refused);
  }

  private Optional<String> wrong(Update update) {
    if (clients.contains(update.client())) {
      return Optional.of("It is the second of this client in the round.");
    }
    if (!(update.weight() >= LIGHTEST && update.weight() <= HEAVIEST)) {
      return Optional.of("Its weight is " + update.weight() + ", not from 2^-32 to 2^32.");
    }
    if (update.delta().length != parameters) {
      return Optional.of(
          "It has %d parameters, the model %d.".formatted(update.delta().length, parameters));
    }
    int place = notSensible(update.delta());
    if (place < parameters) {
      return Optional.of("Parameter %d is %s.".formatted(place, update.delta()[place]));
    }
    return Optional.empty();
  }

  private static int notSensible(float[] vector) {
    int place = 0;
    while (place < vector.length && Math.abs(vector[place]) <= LARGEST) {
      place++;
    }
    return place;
  }
}
