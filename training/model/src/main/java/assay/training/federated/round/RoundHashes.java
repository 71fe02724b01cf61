package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.chain.TypedData;
import assay.registry.audit.GrowingRoot;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands for a round and its updates where they are signed and anchored, each worked out once.
 *
 * @param round hash of the round
 * @param updates hashes of its updates, in its order
 */
record RoundHashes(Bytes32 round, List<Bytes32> updates) {

  RoundHashes {
    updates = List.copyOf(updates);
  }

  static RoundHashes of(FederatedRound round) {
    List<Bytes32> updates = ofUpdates(round);
    return new RoundHashes(TypedData.hash(round.typedData(updates)), updates);
  }

  static List<Bytes32> ofUpdates(FederatedRound round) {
    return round.updates().stream().map(update -> update.statement().hash()).toList();
  }

  /** The Merkle root over the round's hash and those of its updates. */
  Bytes32 root() {
    return GrowingRoot.over(Stream.concat(Stream.of(round), updates.stream()).toList());
  }
}
