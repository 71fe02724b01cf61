package assay.web.limit;

import assay.chain.Address;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Who may ask how often at this node; other nodes count for themselves. Thread-safe. */
public final class RequestLimits {

  private final LimitSettings settings;
  private final RateLimit accounts;
  private final RateLimit addresses;
  private final RateLimit relayed;

  public RequestLimits(LimitSettings settings, Clock clock) {
    this.settings = settings;
    this.accounts = new RateLimit(settings.perAccount(), Duration.ofMinutes(1), clock);
    this.addresses = new RateLimit(settings.perAddress(), Duration.ofMinutes(1), clock);
    this.relayed = new RateLimit(settings.relayed(), Duration.ofHours(1), clock);
  }

  /**
   * Counts a request of an account.
   *
   * @throws TooOftenException if it is one too many
   */
  public void count(Address account) {
    requireRoom(accounts.take(account.hex()));
  }

  /**
   * Counts a request of somebody who is not signed in.
   *
   * @throws TooOftenException if it is one too many
   */
  public void count(RemoteAddress address) {
    requireRoom(addresses.take(address.network()));
  }

  /**
   * Counts a call that is relayed for an account.
   *
   * @throws TooOftenException if it is one too many
   */
  public void countRelayed(Address account) {
    requireRoom(relayed.take(account.hex()));
  }

  /** Whether a proxy in front says where requests come from. */
  boolean isForwarded() {
    return settings.isForwarded();
  }

  private static void requireRoom(Optional<Duration> wait) {
    wait.ifPresent(
        time -> {
          throw new TooOftenException(time);
        });
  }
}
