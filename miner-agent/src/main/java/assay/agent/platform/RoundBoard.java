package assay.agent.platform;

import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import java.util.List;
import java.util.Optional;

/**
 * Where an operator and his crew find each other's words about a job that they train together, in
 * one account's name. What comes back carries its signer's signature; which deployment and round it
 * is for its reader checks. Every call may throw {@link PlatformUnreachableException} or {@link
 * PlatformRefusedException}. Thread-safe.
 */
public interface RoundBoard {

  /** Offers a bounty to this account's crew, in the place of the one before. */
  void name(Signed<Crew> crew);

  /** The crews that this account named. */
  List<Signed<Crew>> crews();

  /** How the members of this account's crew stand. */
  List<CrewMember> members(BountyId bounty);

  /** Takes the bounty back from this account's crew, with all that was said of it. */
  void end(BountyId bounty);

  /** Calls this account's crew to a round; the newest call counts. */
  void call(Signed<RoundCall> call);

  /** What members replied to this account's newest call. */
  List<Signed<RoundReply>> replies(BountyId bounty);

  /** The newest call of that pool, if there is one. */
  Optional<Signed<RoundCall>> current(Address pool, BountyId bounty);

  /** This account has the data and can be called. */
  void ready(BountyId bounty);

  /**
   * Replies to the newest call.
   *
   * @throws PlatformRefusedException with the code {@code round-over} if it is not the newest, with
   *     {@code lease-lost} if this account has no lease
   */
  void reply(Signed<RoundReply> reply);

  /** Gives this account's lease back for good. */
  void decline(BountyId bounty, String because);
}
