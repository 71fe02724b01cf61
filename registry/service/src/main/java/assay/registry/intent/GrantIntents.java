package assay.registry.intent;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.Wei;
import assay.registry.dataset.DatasetId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.ledger.GrantCalls;
import assay.registry.ledger.GrantDeeds;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Prepares what an owner does with grants. Thread-safe. */
public final class GrantIntents {

  private static final String CANNOT_FORGET =
      "Once the plain data is on the grantee's machine, nobody can force him to forget it.";

  private final ChainClient chain;
  private final Supplier<Deployment> deployment;
  private final RandomGenerator random;
  private final IntentPreparer preparer;

  /**
   * @param deployment the contracts, once they are known
   * @param random draws the numbers that tell equal grants apart
   */
  public GrantIntents(
      ChainClient chain,
      Supplier<Deployment> deployment,
      RandomGenerator random,
      IntentPreparer preparer) {
    this.chain = chain;
    this.deployment = deployment;
    this.random = random;
    this.preparer = preparer;
  }

  /**
   * Gives a grant; equal terms prepared twice are two grants.
   *
   * @param uses how often, from 1 to {@link assay.registry.grant.GrantHistory#UNLIMITED}
   */
  public PreparedIntent grant(GrantTerms terms, long uses) {
    GrantDeeds deeds = deeds();
    GrantDeed deed = deeds.fresh(terms, uses);
    Intent intent =
        new Intent(
            "grant",
            "Lets %s read dataset %s for the purpose “%s” until %s%s: no right to alter, re-grant, transfer or re-register."
                .formatted(
                    terms.grantee(),
                    terms.version(),
                    terms.purpose(),
                    terms.period().expiry(),
                    price(terms)),
            "You can end the right at any time. " + CANNOT_FORGET,
            Map.of(
                "grant", deeds.id(deed).toString(),
                "dataset", terms.version().dataset().toString(),
                "version", String.valueOf(terms.version().number()),
                "grantee", terms.grantee().toString(),
                "purpose", String.valueOf(terms.purpose().code()),
                "level", String.valueOf(terms.level().number()),
                "expiry", terms.period().expiry().toString(),
                "price", terms.price().amount().toString()));
    return preparer.prepare(terms.grantor(), intent, calls().grant(deed));
  }

  private static String price(GrantTerms terms) {
    if (terms.isFree()) {
      return "";
    }
    return terms.price().token().isZero()
        ? ", for %s ETH a use".formatted(new Wei(terms.price().amount()).inEther())
        : ", for %s units of token %s a use"
            .formatted(terms.price().amount(), terms.price().token());
  }

  /** Ends one grant. */
  public PreparedIntent revoke(Address grantor, GrantId id) {
    GrantDeed deed = deeds().toRevoke(id);
    Address grantee = deed.terms().grantee();
    Intent intent =
        new Intent(
            "revoke",
            "Ends the right of %s to read dataset %s; keys not fetched yet stay closed from the next block on."
                .formatted(grantee, deed.terms().version()),
            CANNOT_FORGET,
            Map.of(
                "grant", id.toString(),
                "grantee", grantee.toString(),
                "dataset", deed.terms().version().dataset().toString()));
    return preparer.prepare(grantor, intent, calls().revoke(deed));
  }

  /** Ends every grant of a dataset given so far. */
  public PreparedIntent revokeAll(Address owner, DatasetId dataset) {
    Intent intent =
        new Intent(
            "revoke-all",
            "Ends every grant on dataset %s given so far; you can give new ones."
                .formatted(dataset),
            CANNOT_FORGET,
            Map.of("dataset", dataset.toString()));
    return preparer.prepare(owner, intent, calls().revokeAll(dataset));
  }

  private GrantCalls calls() {
    return new GrantCalls(chain, deployment.get());
  }

  private GrantDeeds deeds() {
    return new GrantDeeds(chain, deployment.get(), random);
  }
}
