package assay.agent.coordinator;

import assay.agent.joint.WeightStore;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeFileKey;
import assay.registry.seal.AgeIdentity;
import assay.training.TrainingException;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.FederatedRoundRefusedException;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SiteUpdate;
import assay.training.spec.ModelSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes in what sites send to one call and holds it to the plan: who, which round and model, under
 * which grant, how many samples, and the sealed file itself. What does not hold is refused with a
 * reason and not looked at again. Of an update nothing is kept but where it lies, so memory does
 * not grow with the sites. Not thread-safe.
 */
final class UpdateDesk {

  private final FederatedPlan plan;
  private final Vault vault;
  private final Set<Bytes32> seen;
  private final Set<Address> awaited = new TreeSet<>();
  private final TreeMap<Address, SentUpdate> accepted = new TreeMap<>();
  private final TreeMap<Address, LeftOut> leftOut = new TreeMap<>();

  /**
   * How sealed updates are opened.
   *
   * @param identity to which they are sealed
   */
  record Vault(WeightStore store, ModelSpec model, AgeIdentity identity) {

    /** How far a site's training moved the model. */
    Weights open(SentUpdate sent) {
      return store.open(sealed(sent), model, identity);
    }

    /** The key of one sealed update. */
    AgeFileKey fileKey(byte[] sealed) {
      return store.fileKey(sealed, identity);
    }

    /** The sealed file that a site signed. */
    byte[] sealed(SentUpdate sent) {
      byte[] sealed = store.sealed(sent.update(), model);
      Bytes32 hash = Bytes32.sha256(sealed);
      if (!hash.equals(sent.signed().statement().update())) {
        throw new FederatedRoundRefusedException(
            "The file at %s is %s, signed was %s."
                .formatted(sent.update(), hash, sent.signed().statement().update()));
      }
      return sealed;
    }
  }

  /**
   * @param countedBefore updates of earlier rounds
   */
  UpdateDesk(FederatedPlan plan, Vault vault, Collection<Bytes32> countedBefore) {
    this.plan = plan;
    this.vault = vault;
    this.seen = new HashSet<>(countedBefore);
    plan.sites().forEach(site -> awaited.add(site.site()));
  }

  /** Sites of whom nothing came yet. */
  Set<Address> awaited() {
    return Set.copyOf(awaited);
  }

  /** What counts so far, by site. */
  List<SentUpdate> accepted() {
    return List.copyOf(accepted.values());
  }

  /** Who was asked in vain so far, by site. */
  List<LeftOut> leftOut() {
    return List.copyOf(leftOut.values());
  }

  /** Looks at updates; gives what was refused now. */
  List<LeftOut> take(List<SentUpdate> updates) {
    TreeSet<Address> before = new TreeSet<>(leftOut.keySet());
    updates.stream()
        .filter(sent -> awaited.contains(sent.signed().statement().site()))
        .forEach(this::settle);
    return leftOut.values().stream().filter(each -> !before.contains(each.site())).toList();
  }

  private void settle(SentUpdate sent) {
    Address site = sent.signed().statement().site();
    if (!awaited.contains(site)) {
      return;
    }
    try {
      require(sent);
      accepted.put(site, sent);
      awaited.remove(site);
    } catch (StoreUnavailableException | ContentMissingException e) {
      // The store's fault, or not there yet: until the deadline it may come.
      return;
    } catch (RegistryException | TrainingException e) {
      leaveOut(site, String.valueOf(e.getMessage()));
    }
  }

  private void require(SentUpdate sent) {
    SiteUpdate said = sent.signed().statement();
    if (!sent.signed().isSigned()) {
      throw new FederatedRoundRefusedException("It is not signed by the site.");
    }
    plan.requireAnswered(said);
    if (seen.contains(said.update())) {
      throw new FederatedRoundRefusedException(
          "The update %s was counted before.".formatted(said.update()));
    }
    vault.open(sent);
    seen.add(said.update());
  }

  /** Goes on without a site, whatever came of it. */
  void leaveOut(Address site, String reason) {
    awaited.remove(site);
    accepted.remove(site);
    leftOut.put(site, LeftOut.because(site, reason));
  }
}
