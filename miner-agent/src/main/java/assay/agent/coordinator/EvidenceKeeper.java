package assay.agent.coordinator;

import assay.agent.coordinator.UpdateDesk.Vault;
import assay.agent.joint.WeightStore;
import assay.agent.keys.SealedEvidence;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Sealer;
import assay.training.federated.contribution.ContributionEvidence;
import assay.training.federated.contribution.ContributionEvidence.Opened;
import assay.training.federated.contribution.ContributionEvidence.Round;
import assay.training.federated.round.SentUpdate;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.SecureRandom;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what proves to the panel what each site's updates were worth: the counted updates of every
 * round as they were sealed, in a file of the coordinator's own, for a site lets go of its updates;
 * and, once there is a panel, the file that tells how each is opened. One update is in memory at a
 * time. Not thread-safe.
 */
final class EvidenceKeeper {

  private final WeightStore store;
  private final EvidenceBook book;

  EvidenceKeeper(WeightStore store, EvidenceBook book) {
    this.store = store;
    this.book = book;
  }

  /** Keeps a round's updates before the round is written down as finished. */
  void keep(int round, List<SentUpdate> counted, Vault vault) {
    List<Opened> updates = new ArrayList<>();
    List<InputStream> files =
        new AbstractList<>() {
          @Override
          public InputStream get(int place) {
            return new ByteArrayInputStream(opened(counted.get(place), vault, updates));
          }

          @Override
          public int size() {
            return counted.size();
          }
        };
    InputStream oneAfterTheOther = new SequenceInputStream(Collections.enumeration(files));
    book.keep(round, new Round(store.put(oneAfterTheOther), updates));
  }

  private static byte[] opened(SentUpdate sent, Vault vault, List<Opened> updates) {
    byte[] sealed = vault.sealed(sent);
    updates.add(new Opened(sealed.length, vault.fileKey(sealed).reveal()));
    return sealed;
  }

  /**
   * The sealed evidence, made once for all seats there will be.
   *
   * @param rounds that were finished
   * @return nothing if the evidence of a round was not kept
   */
  Optional<SealedEvidence> sealed(CoordinatorBook.Reached first, int rounds, SecureRandom random) {
    return book.sealed().or(() -> book.rounds(rounds).map(kept -> seal(first, kept, random)));
  }

  private SealedEvidence seal(
      CoordinatorBook.Reached first, List<Round> rounds, SecureRandom random) {
    AgeIdentity key = AgeIdentity.generate(random);
    byte[] document = new ContributionEvidence(first.model(), first.key().reveal(), rounds).json();
    Cid file = store.put(new Sealer().sealMessage(document, key.recipient()));
    SealedEvidence made = new SealedEvidence(file, key);
    book.keep(made);
    return made;
  }
}
