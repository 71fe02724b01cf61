package assay.registry.grant;

import assay.chain.Bytes32;
import assay.registry.dataset.ContractAt;

/**
 * What an envelope is about, bound to one contract on one chain.
 *
 * @param contract the contract that knows the subject: the registry, or the market
 * @param id the grant, or the bounty
 * @param scope what exactly may be read, and for what
 */
public record EnvelopeSubject(EnvelopeKind kind, ContractAt contract, Bytes32 id, Scope scope) {

  /**
   * The thing behind the key.
   *
   * @param asset the dataset, or what the kind says
   * @param version the version, or 0 where there are none
   */
  public record Scope(Bytes32 asset, long version, Purpose purpose) {

    public Scope {
      if (version < 0 || version > 0xffff_ffffL) {
        throw new IllegalArgumentException("Version " + version + " is outside 0..2^32-1.");
      }
    }
  }

  /** The subject of the envelope that goes with a grant. */
  public static EnvelopeSubject of(ContractAt registry, AccessGrant grant) {
    GrantTerms terms = grant.terms();
    Scope scope =
        new Scope(terms.version().dataset().value(), terms.version().number(), terms.purpose());
    return new EnvelopeSubject(EnvelopeKind.VERSION_KEY, registry, grant.id().value(), scope);
  }
}
