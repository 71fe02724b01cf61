package assay.agent.platform;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.client.api.PoolsApi;
import assay.client.model.BountyChoice;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import java.util.List;
import java.util.Optional;

/**
 * What an agent asks of a platform about a pool's jobs. A lease is the platform's word; it keeps
 * members from doing the same work twice, and no money hangs on it. Thread-safe.
 */
public final class PoolJobClient {

  private final PlatformApi api;
  private final PoolsApi pools;

  PoolJobClient(PlatformApi api) {
    this.api = api;
    this.pools = api.pools();
  }

  /** Lets the members of this account's pool work on a bounty. */
  public void offer(BountyId bounty) {
    api.tell(() -> pools.offerJob(choice(bounty), null));
  }

  /** Takes a bounty back from them. */
  public void withdraw(BountyId bounty) {
    api.tell(() -> pools.withdrawJob(choice(bounty)));
  }

  /** The leases that this account holds. */
  public List<Lease> held() {
    return api.ask(pools::listLeases, PoolJobClient::leases);
  }

  /** Claims the next bounty of this account's pool, if there is one. */
  public Optional<Lease> claim() {
    return api.ask(pools::claimLease, PoolJobClient::leases).stream().findFirst();
  }

  /**
   * Renews a lease.
   *
   * @throws PlatformRefusedException with the code {@code lease-lost} if it is over
   */
  public void renew(BountyId bounty) {
    api.tell(() -> pools.renewLease(choice(bounty)));
  }

  /** Gives a lease back. */
  public void release(BountyId bounty) {
    api.tell(() -> pools.releaseLease(choice(bounty)));
  }

  static BountyChoice choice(BountyId bounty) {
    return new BountyChoice().bounty(bounty.value().hex());
  }

  private static List<Lease> leases(List<assay.client.model.Lease> told) {
    return told.stream().map(PoolJobClient::lease).toList();
  }

  private static Lease lease(assay.client.model.Lease lease) {
    return new Lease(
        new BountyId(new Bytes32(lease.getBounty())),
        new Address(lease.getPool()),
        new Address(lease.getHolder()),
        lease.getExpiresAt().toInstant(),
        lease.getTogether());
  }
}
