package assay.registry.mailbox;

import assay.chain.Bytes32;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.Outcome;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantStandings;
import assay.registry.catalogue.GrantView;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/**
 * Version keys go from the grant's grantor to its grantee, and only while the grant is live in the
 * final state and no revocation, transfer or retirement is even pending. Expiry is measured in the
 * final head's time. Each release and each refusal is written into the dataset's access log.
 */
public final class GrantRule implements EnvelopeRule {

  private final Catalogue catalogue;
  private final AccessLogs logs;
  private final Clock clock;

  public GrantRule(Catalogue catalogue, AccessLogs logs, Clock clock) {
    this.catalogue = catalogue;
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public EnvelopeKind kind() {
    return EnvelopeKind.VERSION_KEY;
  }

  @Override
  public void checkPost(Handle transaction, PostedEnvelope envelope) {
    GrantView grant = finalGrant(transaction, envelope.subject());
    if (!grant.grantor().equals(envelope.sender())
        || !grant.grantee().equals(envelope.addressee())) {
      throw new EnvelopeForbiddenException(
          "not-your-grant",
          "Grant %s is from %s to %s; only its grantor may post its envelope, to its grantee."
              .formatted(grant.id(), grant.grantor(), grant.grantee()));
    }
  }

  @Override
  public void checkRelease(Handle transaction, PostedEnvelope envelope) {
    // First, so that the log has the answers in the order in which the chain was looked at.
    logs.hold(transaction, dataset(finalGrant(transaction, envelope.subject())));
    GrantStandings standings = new GrantStandings(transaction);
    GrantView grant = finalGrant(transaction, envelope.subject());
    GrantStanding standing = standings.of(grant);
    logs.add(transaction, access(grant, standing));
    if (!standing.isLive()) {
      throw new GrantNotLiveException(new GrantId(grant.id()), standing);
    }
  }

  private static DatasetId dataset(GrantView grant) {
    return new DatasetId(grant.asset());
  }

  private Access access(GrantView grant, GrantStanding standing) {
    return new Access(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        new VersionId(dataset(grant), grant.version()),
        grant.grantee(),
        new Purpose(grant.purpose()),
        new GrantId(grant.id()),
        new Outcome(standing));
  }

  private GrantView finalGrant(Handle transaction, Bytes32 id) {
    return catalogue
        .grant(transaction, id)
        .orElseThrow(() -> new GrantNotLiveException(new GrantId(id), GrantStanding.UNKNOWN));
  }
}
