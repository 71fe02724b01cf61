package assay.agent.federated;

import assay.agent.Agent;
import assay.chain.Address;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may train on what now, as the chain has it. Thread-safe. */
public final class HeldGrants {

  private final Ledger ledger;
  private final Source source;

  /** Every grant to train that the grantee ever got on the version, oldest first. */
  @FunctionalInterface
  public interface Source {
    Stream<GrantId> given(VersionId version, Address grantee);
  }

  public HeldGrants(Ledger ledger, Source source) {
    this.ledger = ledger;
    this.source = source;
  }

  /** Those that an agent sees. */
  public static HeldGrants of(Agent agent) {
    return new HeldGrants(
        agent.ledger(),
        (version, grantee) ->
            new GrantFacts(agent.events()).given(version, grantee, Purpose.TRAIN));
  }

  /** A grant that may be relied on now. */
  public Optional<AccessGrant> live(VersionId version, Address grantee) {
    return source
        .given(version, grantee)
        .filter(id -> standing(id).isLive())
        .flatMap(id -> ledger.grant(id).stream())
        .findFirst();
  }

  public GrantStanding standing(GrantId grant) {
    return ledger.standing(grant);
  }
}
