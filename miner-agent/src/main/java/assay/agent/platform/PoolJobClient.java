package assay.agent.platform;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent asks of a platform about a pool's jobs. A lease is the platform's word; it keeps
 * members from doing the same work twice, and no money hangs on it. Thread-safe.
 */
public final class PoolJobClient {

  private final ApiClient api;

  PoolJobClient(ApiClient api) {
    this.api = api;
  }

  /** As a platform hands it out. */
  private record LeaseJson(
      Bytes32 bounty, Address pool, Address holder, Instant expiresAt, boolean together) {

    Lease lease() {
      return new Lease(new BountyId(bounty), pool, holder, expiresAt, together);
    }
  }

  /** Lets the members of this account's pool work on a bounty. */
  public void offer(BountyId bounty) {
    api.post("pool-jobs", job(bounty));
  }

  /** Takes a bounty back from them. */
  public void withdraw(BountyId bounty) {
    api.post("pool-jobs/withdrawals", job(bounty));
  }

  /** The leases that this account holds. */
  public List<Lease> held() {
    return leases(api.get("pool-jobs/leases", new TypeReference<>() {}));
  }

  /** Claims the next bounty of this account's pool, if there is one. */
  public Optional<Lease> claim() {
    return leases(api.post("pool-jobs/claims", Map.of(), new TypeReference<>() {})).stream()
        .findFirst();
  }

  /**
   * Renews a lease.
   *
   * @throws PlatformRefusedException with the code {@code lease-lost} if it is over
   */
  public void renew(BountyId bounty) {
    api.post("pool-jobs/renewals", job(bounty));
  }

  /** Gives a lease back. */
  public void release(BountyId bounty) {
    api.post("pool-jobs/releases", job(bounty));
  }

  private static Map<String, Object> job(BountyId bounty) {
    return Map.of("bounty", bounty.value().hex());
  }

  private static List<Lease> leases(List<LeaseJson> kept) {
    return kept.stream().map(LeaseJson::lease).toList();
  }
}
