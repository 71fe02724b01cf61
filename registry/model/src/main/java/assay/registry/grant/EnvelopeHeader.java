package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.EnvelopeSubject.Scope;
import assay.registry.seal.AgeRecipient;
import java.time.Instant;

/**
 * Everything in an envelope but the key: what its reader knows beforehand and holds it to.
 *
 * @param expiry the first second at which the key may no longer be used
 */
public record EnvelopeHeader(EnvelopeSubject subject, Parties parties, Instant expiry) {

  /**
   * Who sends what to whom.
   *
   * @param sender who signs
   * @param receiver the account it is for
   * @param recipient the key it is sealed to
   */
  public record Parties(Address sender, Address receiver, AgeRecipient recipient) {}

  public EnvelopeHeader {
    Period.requireChainTime(expiry);
  }

  /** The same for another asset. */
  EnvelopeHeader about(Bytes32 asset) {
    Scope scope = new Scope(asset, subject.scope().version(), subject.scope().purpose());
    return new EnvelopeHeader(
        new EnvelopeSubject(subject.kind(), subject.contract(), subject.id(), scope),
        parties,
        expiry);
  }

  /** The header of the envelope that goes with a grant. */
  public static EnvelopeHeader of(EnvelopeSubject subject, GrantTerms terms, AgeRecipient to) {
    return new EnvelopeHeader(
        subject, new Parties(terms.grantor(), terms.grantee(), to), terms.period().expiry());
  }
}
