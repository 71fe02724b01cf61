package assay.agent.site;

import assay.agent.journal.Journal;
import assay.agent.journal.JournalEntry;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.util.Map;
import java.util.Optional;

/**
 * What a site wrote down of a job before it said it: for each round one update and no other, so
 * that no kill and no coordinator gets a second one out of it. Thread-safe.
 */
final class SiteBook {

  private static final String UPDATE = "site-update";

  private final Journal journal;
  private final FederatedJob job;
  private final Address site;

  SiteBook(Journal journal, FederatedJob job, Address site) {
    this.journal = journal;
    this.job = job;
    this.site = site;
  }

  void keep(SentUpdate sent) {
    SiteUpdate said = sent.signed().statement();
    journal.record(
        subject(),
        UPDATE,
        Map.of(
            "round", String.valueOf(said.round()),
            "grant", said.grant().hex(),
            "samples", String.valueOf(said.samples()),
            "previousModel", said.previousModel().hex(),
            "update", said.update().hex(),
            "cid", sent.update().text(),
            "signature", sent.signed().signature().hex()));
  }

  /** The newest, if there is one. */
  Optional<SentUpdate> last() {
    return journal.last(subject(), UPDATE).map(this::update);
  }

  private SentUpdate update(JournalEntry entry) {
    SiteUpdate said =
        new SiteUpdate(
            job,
            Integer.parseInt(entry.fact("round")),
            site,
            new Bytes32(entry.fact("grant")),
            Long.parseLong(entry.fact("samples")),
            new Bytes32(entry.fact("previousModel")),
            new Bytes32(entry.fact("update")),
            0);
    return new SentUpdate(
        new SignedUpdate(said, new HashSignature(entry.fact("signature"))),
        Cid.parse(entry.fact("cid")));
  }

  private String subject() {
    return "site " + job.bounty() + " of " + job.coordinator().hex();
  }
}
