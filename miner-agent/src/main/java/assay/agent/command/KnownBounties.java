package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.FinalEvents;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.util.List;
import java.util.Locale;

/**
 * The bounties that are final, to find the one somebody means.
 *
 * @param ids oldest first
 * @param finality how many blocks make a block final
 * @param head the newest block
 */
record KnownBounties(List<BountyId> ids, int finality, long head) {

  KnownBounties {
    ids = List.copyOf(ids);
  }

  static KnownBounties of(FinalEvents events, ChainClient chain) {
    return new KnownBounties(
        BountyFacts.all(events).stream().map(BountyFacts::id).toList(),
        chain.settings().finality(),
        chain.head().number());
  }

  /**
   * The one bounty whose id begins so, in any case, with or without {@code 0x}.
   *
   * @throws UnclearIdException if none does, or several do
   */
  BountyId meant(String beginning) {
    String digits = beginning.strip().toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
    if (digits.isEmpty()) {
      throw UnclearIdException.empty(beginning);
    }
    List<BountyId> matching =
        ids.stream().filter(id -> id.toString().startsWith("0x" + digits)).toList();
    if (matching.isEmpty()) {
      throw UnclearIdException.none(beginning, this);
    }
    if (matching.size() > 1) {
      throw UnclearIdException.several(beginning, matching);
    }
    return matching.get(0);
  }
}
