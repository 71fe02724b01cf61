package assay.agent.coordinator;

import assay.agent.coordinator.FederatedWork.Listed;
import assay.agent.federated.FederatedTools;
import assay.agent.joint.Absences;
import assay.agent.keys.UnknownRecipientException;
import assay.chain.Address;
import assay.registry.grant.AccessGrant;
import assay.registry.seal.AgeIdentity;
import assay.training.federated.round.FederatedPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a coordinator calls to a round: sites that are ready, whose grant is live at that moment and
 * to whom the round's key can be sealed. Who was late again and again is called less often, as long
 * as there are enough without him. Not thread-safe.
 */
final class Invitations {

  private final FederatedTools tools;
  private final FederatedWork work;
  private final Absences absences = new Absences();

  Invitations(FederatedTools tools, FederatedWork work) {
    this.tools = tools;
    this.work = work;
  }

  void late(Address site, int round) {
    absences.late(site, round);
  }

  void came(Address site) {
    absences.came(site);
  }

  /** Whether nobody is missing who has granted. */
  boolean areAllReady(Set<Address> ready) {
    return work.datasets().stream()
        .filter(listed -> live(listed).isPresent())
        .allMatch(listed -> ready.contains(listed.owner()));
  }

  /**
   * What is asked of whom.
   *
   * @param ready the sites that say so
   * @param key the round's
   */
  List<FederatedPlan.Site> to(int round, Set<Address> ready, AgeIdentity key) {
    List<FederatedPlan.Site> all =
        work.datasets().stream()
            .filter(listed -> ready.contains(listed.owner()))
            .flatMap(listed -> invited(listed, key).stream())
            .toList();
    List<FederatedPlan.Site> usual =
        all.stream().filter(site -> absences.isCalled(site.site(), round)).toList();
    return usual.size() < work.terms().leastSites() ? all : usual;
  }

  private Optional<FederatedPlan.Site> invited(Listed listed, AgeIdentity key) {
    return live(listed).flatMap(grant -> sealed(listed, grant, key));
  }

  private Optional<AccessGrant> live(Listed listed) {
    return tools
        .grants()
        .live(listed.version(), tools.self().address())
        .filter(grant -> grant.terms().grantor().equals(listed.owner()));
  }

  private Optional<FederatedPlan.Site> sealed(Listed listed, AccessGrant grant, AgeIdentity key) {
    try {
      return Optional.of(
          new FederatedPlan.Site(
              listed.owner(),
              listed.version().dataset().value(),
              listed.version().number(),
              grant.id().value(),
              listed.samples(),
              tools.weights().sealKey(key, tools.self().recipients().of(listed.owner()))));
    } catch (UnknownRecipientException e) {
      return Optional.empty();
    }
  }
}
