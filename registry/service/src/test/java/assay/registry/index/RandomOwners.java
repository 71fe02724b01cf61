package assay.registry.index;

import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Owners who do whatever a seed tells them: register, add, grant, revoke, give away, retire. What a
 * reorganisation undid they take for done, so that some of it the contracts refuse.
 */
final class RandomOwners {

  private final RegistryWorld world;
  private final Random random;
  private final List<Ledger> owners;
  private final List<DatasetId> datasets = new ArrayList<>();
  private final List<GrantId> grants = new ArrayList<>();

  RandomOwners(RegistryWorld world, long seed) {
    this.world = world;
    this.random = new Random(seed);
    this.owners = List.of(world.ledger(), world.ledger());
  }

  /** One intent; whether the contracts took it. */
  boolean act() {
    Ledger owner = owners.get(random.nextInt(owners.size()));
    try {
      act(owner, datasets.isEmpty() ? 0 : random.nextInt(10));
      return true;
    } catch (IntentRefusedException e) {
      return false;
    }
  }

  private void act(Ledger owner, int choice) {
    switch (choice) {
      case 0, 1, 2 -> datasets.add(owner.register(world.version(), owner.nextNonce()).fact());
      case 3 -> owner.addVersion(any(datasets), world.version());
      case 4, 5, 6 -> grant(owner);
      case 7 -> revoke(owner);
      case 8 -> owner.transfer(any(datasets), other(owner).account());
      default -> owner.retire(any(datasets));
    }
  }

  private void grant(Ledger owner) {
    VersionId version = new VersionId(any(datasets), 1);
    grants.add(owner.grant(world.terms(owner, other(owner), version, Duration.ofHours(1))).fact());
  }

  private void revoke(Ledger owner) {
    if (!grants.isEmpty()) {
      owner.revoke(any(grants));
    }
  }

  private Ledger other(Ledger owner) {
    return owners.get(1 - owners.indexOf(owner));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
