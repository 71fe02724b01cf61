package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The submissions of a bounty by slot, and what the reveals made of them. Immutable. */
final class Submissions {

  /** As numbered in ISubmissions. */
  enum Status {
    NONE(0),
    COMMITTED(1),
    STANDING(2),
    STRUCK(3),
    UNGRANTED(4),
    SCORED(5),
    INVALID(6),
    UNDECIDED(7);

    private final int number;

    Status(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * One miner's.
   *
   * @param commit his newest commit
   * @param reveal its opening
   * @param held bit i set: a live grant for dataset i
   * @param status before the panel judged
   */
  record Submission(
      Address miner,
      int slot,
      ChainEvent commit,
      Optional<ChainEvent> reveal,
      BigInteger held,
      Status status) {

    int order() {
      return Math.toIntExact(commit.number("order"));
    }

    boolean isJudged() {
      return status == Status.STANDING;
    }
  }

  private final BountyCase bounty;
  private final List<Submission> all;
  private final List<Row> changes = new ArrayList<>();

  private Submissions(BountyCase bounty) {
    this.bounty = bounty;
    Map<Address, ChainEvent> commits = new LinkedHashMap<>();
    bounty.events("Committed").forEach(event -> commits.put(event.address("miner"), event));
    Map<Address, Status> statuses = statuses(commits);
    this.all = new ArrayList<>();
    commits.forEach((miner, commit) -> all.add(submission(miner, commit, statuses)));
  }

  static Submissions of(BountyCase bounty) {
    return new Submissions(bounty);
  }

  private Submission submission(Address miner, ChainEvent commit, Map<Address, Status> statuses) {
    return new Submission(
        miner,
        all.size(),
        commit,
        bounty.events("Revealed", "miner", miner).stream().findFirst(),
        held(miner),
        statuses.getOrDefault(miner, Status.COMMITTED));
  }

  private BigInteger held(Address miner) {
    return bounty.events("GrantsNamed", "miner", miner).stream()
        .findFirst()
        .map(named -> named.integer("held"))
        .orElse(BigInteger.ZERO);
  }

  /** Reveals in their order; of equal content the earlier commit stands. */
  private Map<Address, Status> statuses(Map<Address, ChainEvent> commits) {
    Map<Address, Status> statuses = new HashMap<>();
    Map<String, Address> first = new HashMap<>();
    for (ChainEvent reveal : bounty.events("Revealed")) {
      Address miner = reveal.address("miner");
      boolean granted = isGranted(held(miner));
      change(statuses, miner, granted ? Status.STANDING : Status.UNGRANTED, Address.ZERO);
      for (String content : List.of("cidDigest", "plainHash")) {
        String key = content + reveal.bytes32(content);
        Address holder = first.putIfAbsent(key, miner);
        if (holder != null) {
          boolean isLater = order(commits, holder) < order(commits, miner);
          first.put(key, isLater ? holder : miner);
          change(statuses, isLater ? miner : holder, Status.STRUCK, isLater ? holder : miner);
        }
      }
    }
    return statuses;
  }

  private static long order(Map<Address, ChainEvent> commits, Address miner) {
    ChainEvent commit = commits.get(miner);
    if (commit == null) {
      throw new Contradiction(miner + " revealed and never committed");
    }
    return commit.number("order");
  }

  private boolean isGranted(BigInteger held) {
    return bounty.terms().datasets().stream()
        .noneMatch(dataset -> dataset.required() && !held.testBit(dataset.index()));
  }

  private void change(
      Map<Address, Status> statuses, Address miner, Status status, Address because) {
    statuses.put(miner, status);
    changes.add(
        Row.of(
            "SubmissionChanged",
            "bounty",
            bounty.id(),
            "miner",
            miner,
            "status",
            status.number(),
            "because",
            because));
  }

  /** By slot. */
  List<Submission> all() {
    return List.copyOf(all);
  }

  /** Every SubmissionChanged there should be. */
  List<Row> changes() {
    return List.copyOf(changes);
  }

  boolean anyStands() {
    return all.stream().anyMatch(Submission::isJudged);
  }

  Optional<Submission> of(Address miner) {
    return all.stream().filter(one -> one.miner().equals(miner)).findFirst();
  }

  /** Whose part of the owners' share a submission earns for a dataset: who granted it to him. */
  Address grantor(Submission submission, Terms.Dataset dataset) {
    List<ChainEvent> before = bounty.before(submission.reveal().orElseThrow());
    Bytes32 id =
        new Bytes32(
            bounty
                .events("GrantsNamed", "miner", submission.miner())
                .get(0)
                .texts("grantIds")
                .get(dataset.index()));
    return new Grants(bounty.evidence())
        .granted(before, id)
        .map(granted -> granted.address("grantor"))
        .orElseThrow(() -> new Contradiction("grant " + id + " was never given"));
  }

  /** Committed, or granted a dataset later than the opening to a miner that named the grant. */
  boolean isInvolved(Address account) {
    return of(account).isPresent()
        || all.stream()
            .filter(one -> one.reveal().isPresent())
            .anyMatch(one -> grantedLater(one, account));
  }

  private boolean grantedLater(Submission submission, Address account) {
    return bounty.terms().datasets().stream()
        .filter(dataset -> submission.held().testBit(dataset.index()))
        .map(dataset -> Map.entry(dataset.owner(), grantor(submission, dataset)))
        .anyMatch(pair -> pair.getValue().equals(account) && !pair.getKey().equals(account));
  }
}
