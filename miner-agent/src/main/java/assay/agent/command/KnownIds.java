package assay.agent.command;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.FinalEvents;
import assay.registry.dataset.DatasetId;
import assay.registry.ledger.DatasetFacts;
import assay.training.ledger.BountyFacts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The bounties, or datasets, that are final, to find the one somebody means.
 *
 * @param kind what they are, in one word
 * @param ids oldest first
 * @param finality how many blocks make a block final
 * @param head the newest block
 */
record KnownIds(String kind, List<Bytes32> ids, int finality, long head) {

  KnownIds {
    ids = List.copyOf(ids);
  }

  static KnownIds bounties(FinalEvents events, ChainClient chain) {
    return of("bounty", BountyFacts.all(events).stream().map(bounty -> bounty.id().value()), chain);
  }

  static KnownIds datasets(FinalEvents events, ChainClient chain) {
    return of("dataset", new DatasetFacts(events).all().map(DatasetId::value), chain);
  }

  private static KnownIds of(String kind, Stream<Bytes32> ids, ChainClient chain) {
    return new KnownIds(kind, ids.toList(), chain.settings().finality(), chain.head().number());
  }

  /**
   * The one whose id begins so, in any case, with or without {@code 0x}.
   *
   * @throws UnclearIdException if none does, or several do
   */
  Bytes32 meant(String beginning) {
    String digits = beginning.strip().toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
    if (digits.isEmpty()) {
      throw UnclearIdException.empty(beginning);
    }
    List<Bytes32> matching = ids.stream().filter(id -> id.hex().startsWith("0x" + digits)).toList();
    if (matching.isEmpty()) {
      throw UnclearIdException.none(beginning, this);
    }
    if (matching.size() > 1) {
      throw UnclearIdException.several(beginning, kind, matching);
    }
    return matching.get(0);
  }
}
