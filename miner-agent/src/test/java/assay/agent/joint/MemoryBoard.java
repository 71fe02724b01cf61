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
  private Optional<Signed<RoundCall>> current = Optional.empty();
  private boolean isAway;
  private boolean isDeafToEnds;

  /** The board in that account's name. */
  RoundBoard of(Address account) {
    return new View(account);
  }

  synchronized void stand(Address member, Standing standing) {
    members.put(member, standing);
  }

  /** From now on no end of a job is heard, as if its operator had been killed before he said it. */
  synchronized void missEnds() {
    isDeafToEnds = true;
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
      throw away();
    }
  }

  private static PlatformUnreachableException away() {
    return new PlatformUnreachableException(URI.create("http://127.0.0.1:1"), "it is away");
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
        members.keySet().retainAll(crew.statement().members());
        crew.statement().members().forEach(member -> members.putIfAbsent(member, Standing.ABSENT));
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
        if (isDeafToEnds) {
          throw away();
        }
        crews.clear();
        members.clear();
        reasons.clear();
        replies.clear();
        current = Optional.empty();
      }
    }

    @Override
    public void call(Signed<RoundCall> call) {
      synchronized (MemoryBoard.this) {
        requireHere();
        if (crews.isEmpty()) {
          throw new PlatformRefusedException(404, "no-crew", "No crew trains it together.");
        }
        if (!current.equals(Optional.of(call))) {
          replies.clear();
          calls.add(call);
          current = Optional.of(call);
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
        return current.filter(call -> call.statement().turn().pool().equals(pool));
      }
    }

    @Override
    public void ready(BountyId bounty) {
      synchronized (MemoryBoard.this) {
        requireLease();
        members.put(account, Standing.READY);
      }
    }

    private void requireLease() {
      Standing standing = members.getOrDefault(account, Standing.ABSENT);
      if (standing != Standing.PREPARING && standing != Standing.READY) {
        throw new PlatformRefusedException(409, "lease-lost", "The lease is over.");
      }
    }

    @Override
    public void reply(Signed<RoundReply> reply) {
      synchronized (MemoryBoard.this) {
        requireHere();
        requireLease();
        requireOn(reply.statement());
        Optional<Signed<RoundReply>> before =
            replies.stream().filter(old -> old.statement().member().equals(account)).findFirst();
        if (before.isEmpty()) {
          replies.add(reply);
        } else if (!before.get().equals(reply)) {
          throw new PlatformRefusedException(409, "replied-already", "One reply counts.");
        }
      }
    }

    private void requireOn(RoundReply reply) {
      boolean isOn =
          current
              .map(Signed::statement)
              .filter(call -> call.plan().equals(reply.plan()))
              .filter(call -> call.turn().equals(reply.turn()))
              .isPresent();
      if (!isOn) {
        throw new PlatformRefusedException(409, "round-over", "It is over.");
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
