package assay.system;

import assay.local.network.LocalNetwork;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.time.Instant;
import java.util.Optional;

/** Tells until when nobody will do anything about a bounty: so much time can be passed over. */
@FunctionalInterface
interface Lull {

  /** Nothing while somebody has something to do. */
  Optional<Instant> of(BountyFacts bounty);

  /**
   * A bounty that nobody disturbs: everybody has committed and waits for the end of open, nobody
   * challenges, the key is delivered.
   *
   * @param miners how many submissions each bounty is to get
   */
  static Lull undisturbed(Town town, int miners) {
    return bounty -> {
      boolean isCalm =
          switch (bounty.state()) {
            case OPEN -> bounty.submissions().size() == miners;
            case SCORED -> true;
            case DELIVERING -> isDelivered(town, bounty.id());
            case NONE,
                SAMPLED,
                REVEAL,
                DRAWING,
                SCORING,
                SCORE_REVEAL,
                SETTLED,
                REFUNDED,
                CANCELLED,
                DEFAULTED ->
                false;
          };
      return Optional.of(bounty.stateDeadline()).filter(deadline -> isCalm);
    };
  }

  private static boolean isDelivered(Town town, BountyId bounty) {
    return LocalNetwork.evaluatorNames().stream()
        .flatMap(name -> town.notes().of(name, "delivered").stream())
        .anyMatch(note -> note.subject().equals(bounty.toString()));
  }
}
