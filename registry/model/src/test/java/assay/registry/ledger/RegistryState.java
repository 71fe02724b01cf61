package assay.registry.ledger;

import assay.chain.Address;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The contracts' state after one block; a change gives a new state. */
record RegistryState(
    Instant time,
    Map<Address, Long> nonces,
    Map<DatasetId, Dataset> datasets,
    Map<VersionId, DatasetVersion> versions,
    Map<GrantId, AccessGrant> grants) {

  RegistryState {
    nonces = Map.copyOf(nonces);
    datasets = Map.copyOf(datasets);
    versions = Map.copyOf(versions);
    grants = Map.copyOf(grants);
  }

  static RegistryState empty(Instant time) {
    return new RegistryState(time, Map.of(), Map.of(), Map.of(), Map.of());
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  RegistryState at(Instant later) {
    return new RegistryState(later, nonces, datasets, versions, grants);
  }

  RegistryState withNonce(Address account, long next) {
    return new RegistryState(time, with(nonces, account, next), datasets, versions, grants);
  }

  RegistryState withDataset(Dataset dataset) {
    Map<DatasetId, Dataset> changed = with(datasets, dataset.id(), dataset);
    return new RegistryState(time, nonces, changed, versions, grants);
  }

  RegistryState withVersion(VersionId id, DatasetVersion version) {
    return new RegistryState(time, nonces, datasets, with(versions, id, version), grants);
  }

  RegistryState withGrant(AccessGrant grant) {
    Map<GrantId, AccessGrant> changed = with(grants, grant.id(), grant);
    return new RegistryState(time, nonces, datasets, versions, changed);
  }

  /** Starts the dataset's next grant epoch, which ends the grants of the present one. */
  RegistryState withNewEpoch(Dataset changed) {
    RegistryState next =
        withDataset(
            new Dataset(
                changed.id(),
                changed.owner(),
                changed.versions(),
                changed.isRetired(),
                changed.grantEpoch() + 1));
    for (AccessGrant grant : grants.values()) {
      boolean isOfThisEpoch =
          grant.terms().version().dataset().equals(changed.id())
              && grant.deed().grantEpoch() == changed.grantEpoch();
      if (isOfThisEpoch) {
        next = next.withGrant(overturned(grant));
      }
    }
    return next;
  }

  private AccessGrant overturned(AccessGrant grant) {
    GrantHistory old = grant.history();
    GrantHistory history =
        new GrantHistory(old.createdAt(), old.firstUsedAt(), old.usesLeft(), old.revokedAt(), time);
    return new AccessGrant(grant.id(), grant.deed(), history);
  }

  RegistryState withRevoked(AccessGrant grant) {
    GrantHistory old = grant.history();
    GrantHistory history =
        new GrantHistory(
            old.createdAt(), old.firstUsedAt(), old.usesLeft(), time, old.overturnedAt());
    return withGrant(new AccessGrant(grant.id(), grant.deed(), history));
  }
}
