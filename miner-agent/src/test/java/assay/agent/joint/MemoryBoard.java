package assay.agent.joint;

import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.agent.platform.RoundBoard;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A platform's round board for one job, in memory; everybody gets a view of it in his own name. It
 * can be taken away. Thread-safe.
 */
final class MemoryBoard {

  private final Map<Address, Standing> members = new TreeMap<>();
  private final Map<Address, String> reasons = new TreeMap<>();
  private final List<Signed<RoundReply>> replies = new ArrayList<>();
  private final List<Signed<RoundCall>> calls = new ArrayList<>();
  private final List<Signed<Crew>> crews = new ArrayList<>();
  private boolean isAway;

  /** The board in that account's name. */
  RoundBoard of(Address account) {
    return new View(account);
  }

  synchronized void stand(Address member, Standing standing) {
    members.put(member, standing);
  }

  synchronized void setAway(boolean away) {
    isAway = away;
  }

  synchronized List<Signed<RoundReply>> replies() {
    return List.copyOf(replies);
  }

  /** Forgets them; gives what they were. */
  synchronized List<Signed<RoundReply>> loseReplies() {
    List<Signed<RoundReply>> lost = List.copyOf(replies);
    replies.clear();
    return lost;
  }

  synchronized List<Signed<RoundCall>> calls() {
    return List.copyOf(calls);
  }

  synchronized boolean isEnded() {
    return crews.isEmpty();
  }

  private synchronized void requireHere() {
    if (isAway) {
      throw new PlatformUnreachableException(URI.create("http://127.0.0.1:1"), "it is away");
    }
  }

  private final class View implements RoundBoard {

    private final Address account;

    View(Address account) {
      this.account = account;
    }

    @Override
    public void name(Signed<Crew> crew) {
      synchronized (MemoryBoard.this) {
        requireHere();
        crews.clear();
        crews.add(crew);
      }
    }

    @Override
    public List<Signed<Crew>> crews() {
      synchronized (MemoryBoard.this) {
        requireHere();
        return List.copyOf(crews);
      }
    }

    @Override
    public List<CrewMember> members(BountyId bounty) {
      synchronized (MemoryBoard.this) {
        requireHere();
        List<CrewMember> all = new ArrayList<>();
        members.forEach(
            (member, standing) ->
                all.add(new CrewMember(member, standing, reasons.getOrDefault(member, ""))));
        return all;
      }
    }

    @Override
    public void end(BountyId bounty) {
      synchronized (MemoryBoard.this) {
        requireHere();
        crews.clear();
      }
    }

    @Override
    public void call(Signed<RoundCall> call) {
      synchronized (MemoryBoard.this) {
        requireHere();
        if (calls.isEmpty() || !calls.get(calls.size() - 1).equals(call)) {
          replies.clear();
          calls.add(call);
        }
      }
    }

    @Override
    public List<Signed<RoundReply>> replies(BountyId bounty) {
      synchronized (MemoryBoard.this) {
        requireHere();
        return List.copyOf(replies);
      }
    }

    @Override
    public Optional<Signed<RoundCall>> current(Address pool, BountyId bounty) {
      synchronized (MemoryBoard.this) {
        requireHere();
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
      }
    }

    @Override
    public void ready(BountyId bounty) {
      stand(account, Standing.READY);
    }

    @Override
    public void reply(Signed<RoundReply> reply) {
      synchronized (MemoryBoard.this) {
        requireHere();
        RoundCall on = calls.get(calls.size() - 1).statement();
        if (!on.plan().equals(reply.statement().plan())) {
          throw new PlatformRefusedException(409, "round-over", "It is over.");
        }
        replies.removeIf(old -> old.statement().member().equals(account));
        replies.add(reply);
      }
    }

    @Override
    public void decline(BountyId bounty, String because) {
      synchronized (MemoryBoard.this) {
        members.put(account, Standing.DECLINED);
        reasons.put(account, because);
      }
    }
  }
}
