package assay.registry.mailbox;

import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
import assay.registry.index.EventLog;
import java.math.BigInteger;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Version keys go from the grant's grantor to its grantee, and only while the grant is live in the
 * final state and no revocation, transfer or retirement is even pending. Expiry is measured in the
 * final head's time.
 */
public final class GrantRule implements EnvelopeRule {

  /** Envelopes that hold a dataset version's key; their subject is the grant. */
  public static final String KIND = "version-key";

  private final Catalogue catalogue;

  public GrantRule(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void checkPost(Handle transaction, PostedEnvelope envelope) {
    GrantView grant = finalGrant(transaction, envelope.subject());
    if (!grant.grantor().equals(envelope.sender())
        || !grant.grantee().equals(envelope.addressee())) {
      throw new EnvelopeRefusedException(
          "not-your-grant",
          "Grant %s is from %s to %s; only its grantor may post its envelope, to its grantee."
              .formatted(grant.id(), grant.grantor(), grant.grantee()));
    }
  }

  @Override
  public void checkRelease(Handle transaction, PostedEnvelope envelope) {
    GrantView grant = finalGrant(transaction, envelope.subject());
    EventLog log = new EventLog(transaction);
    refuseIfOver(grant, log.finalTime());
    refuseIfEndIsPending(grant, log);
  }

  private GrantView finalGrant(Handle transaction, Bytes32 id) {
    return catalogue
        .grant(transaction, id)
        .orElseThrow(
            () ->
                new EnvelopeRefusedException(
                    "grant-not-final",
                    "No grant %s is final yet; wait for its transaction, or check the id."
                        .formatted(id)));
  }

  private static void refuseIfOver(GrantView grant, Instant now) {
    if (grant.revokedAt().isPresent()) {
      throw refused(grant, "grant-revoked", "was revoked at " + grant.revokedAt().get());
    }
    if (grant.isAssetRetired()) {
      throw refused(grant, "asset-retired", "is over: its dataset was retired");
    }
    if (grant.grantEpoch() != grant.assetEpoch()) {
      throw refused(grant, "grant-ended", "ended with all others on its dataset");
    }
    if (!now.isBefore(grant.expiry())) {
      throw refused(grant, "grant-expired", "expired at " + grant.expiry());
    }
    if (now.isBefore(grant.notBefore())) {
      throw refused(grant, "grant-not-started", "starts at " + grant.notBefore());
    }
    if (grant.price().compareTo(Wei.ZERO) > 0 && grant.firstUsedAt().isEmpty()) {
      throw refused(grant, "grant-unpaid", "costs " + grant.price().inEther() + " ETH, not paid");
    }
  }

  private static void refuseIfEndIsPending(GrantView grant, EventLog log) {
    long projected = log.projected();
    String asset = grant.asset().hex();
    String token = new BigInteger(1, grant.asset().bytes()).toString();
    boolean pending =
        log.hasPending(projected, "Revoked", "id", grant.id().hex())
            || log.hasPending(projected, "GrantEpochAdvanced", "asset", asset)
            || log.hasPending(projected, "AssetRetired", "asset", asset)
            || log.hasPending(projected, "Transfer", "tokenId", token);
    if (pending) {
      throw refused(grant, "grant-end-pending", "is being ended by a transaction in the chain");
    }
  }

  private static EnvelopeRefusedException refused(GrantView grant, String code, String fact) {
    return new EnvelopeRefusedException(
        code,
        "Grant %s %s; ask owner %s for a new one or pick another dataset."
            .formatted(grant.id(), fact, grant.grantor()));
  }
}
