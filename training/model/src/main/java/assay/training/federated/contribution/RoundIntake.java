package assay.training.federated.contribution;

import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.SiteUpdate;
import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.Intake;
import assay.training.federated.rule.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * The updates of one round as they are opened again, let in by the door that the coordinator's had
 * to pass. Not thread-safe.
 */
final class RoundIntake {

  private final FederatedRound round;
  private final Intake door;
  private final List<Update> updates = new ArrayList<>();

  RoundIntake(FederatedRound round, int parameters) {
    this.round = round;
    this.door = new Intake(parameters, new Aside());
  }

  /** Those that pass are kept here. */
  private record Aside() implements Aggregation {

    @Override
    public void accept(Update update) {}

    @Override
    public float[] result() {
      throw new IllegalStateException("Nothing is joined here.");
    }
  }

  /** The next of the round. */
  void take(Weights opened) {
    ContributionEvidenceRefusedException.require(
        updates.size() < round.updates().size(),
        "Round %d joined %d updates, and more were opened."
            .formatted(round.number(), round.updates().size()));
    SiteUpdate said = round.updates().get(updates.size()).statement();
    Update update = new Update(said.site().hex(), opened.flat(), said.samples());
    ContributionEvidenceRefusedException.require(
        door.offer(update),
        "An update of round %d cannot be joined: %s".formatted(round.number(), door.refused()));
    updates.add(update);
  }

  /** All of the round. */
  List<Update> all() {
    ContributionEvidenceRefusedException.require(
        updates.size() == round.updates().size(),
        "Round %d joined %d updates, opened were %d."
            .formatted(round.number(), round.updates().size(), updates.size()));
    return List.copyOf(updates);
  }
}
