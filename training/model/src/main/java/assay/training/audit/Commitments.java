package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.audit.Submissions.Submission;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What miners committed to and revealed, the grants they named, and who stands. */
final class Commitments {

  private static final String COMMIT = "commit(bytes32,bytes32)";
  private static final String REVEAL =
      "reveal(bytes32,(bytes4,bytes32,bytes32,bytes32,uint64,uint64,bytes32,bytes32),"
          + "(address,address,bytes32,uint32,uint8,uint8,uint64,uint64,uint32,address,uint256,"
          + "uint64,uint256,uint64)[])";
  private static final int SALT = 8;
  private static final int GRANTS = 9;

  private final BountyCase bounty;
  private final Submissions submissions;

  Commitments(BountyCase bounty, Submissions submissions) {
    this.bounty = bounty;
    this.submissions = submissions;
  }

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Submission submission : submissions.all()) {
      String proof =
          submission.reveal().isPresent()
              ? "the opening, with its salt from the reveal's transaction, hashes to the commit"
              : "never opened; the commit is the one that was sent";
      claims.add(
          Findings.derive(
              ClaimName.COMMIT, submission.miner(), proof, found -> commit(found, submission)));
      if (submission.reveal().isPresent()) {
        claims.add(
            Findings.derive(
                ClaimName.GRANTS,
                submission.miner(),
                "given, not ended and not expired at the commit, by the grants' own events",
                found -> grants(found, submission)));
      }
    }
    claims.add(
        Findings.derive(
            ClaimName.STANDING,
            "all submissions",
            "slots, orders, pools, required grants and equal contents give each status",
            this::standing));
    return claims;
  }

  // ------------------------------------------------------------------ commits

  private void commit(Findings findings, Submission submission) {
    for (ChainEvent event : bounty.events("Committed", "miner", submission.miner())) {
      Bytes32 hash = event.bytes32("commitHash");
      bounty.requireSent(
          findings,
          event,
          COMMIT,
          call -> call.word(1).equals(hash),
          "nobody sent the %s %s".formatted(event.name(), hash));
    }
    findings.require(
        bounty.events("Revealed", "miner", submission.miner()).size() < 2, "revealed twice");
    submission.reveal().ifPresent(reveal -> opening(findings, submission, reveal));
  }

  private void opening(Findings findings, Submission submission, ChainEvent reveal) {
    Optional<CallData.Call> call = call(reveal, submission);
    BigInteger limit = bounty.terms().test().maxCipherSize();
    findings.require(
        reveal.integer("cipherSize").compareTo(limit) <= 0
            && reveal.integer("plainSize").compareTo(limit) <= 0,
        "the checkpoint is larger than allowed");
    if (call.isEmpty()) {
      findings.unchecked(
          "the salt stands in the reveal's transaction, which is not to be had; the contract"
              + " checked it");
      return;
    }
    findings.same(
        "the commit",
        commitHash(submission.miner(), reveal, call.get().word(SALT)),
        submission.commit().bytes32("commitHash"));
  }

  /** The call whose salt opens the commit, or else any that reveals for the bounty. */
  private Optional<CallData.Call> call(ChainEvent reveal, Submission submission) {
    List<CallData.Call> calls = bounty.evidence().calls(reveal, REVEAL);
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    Bytes32 committed = submission.commit().bytes32("commitHash");
    return calls.stream()
        .filter(call -> call.word(0).equals(bounty.id().value()))
        .filter(call -> commitHash(submission.miner(), reveal, call.word(SALT)).equals(committed))
        .findFirst()
        .or(() -> Optional.of(calls.get(0)));
  }

  private Bytes32 commitHash(Address miner, ChainEvent reveal, Bytes32 salt) {
    return Words.of(
            bounty.evidence().chainId(), bounty.evidence().address(ContractName.BOUNTY_MARKET))
        .add(bounty.id().value())
        .add(miner)
        .left(reveal.text("cidPrefix"))
        .add(reveal.bytes32("cidDigest"))
        .add(reveal.bytes32("cipherRoot"))
        .add(reveal.bytes32("plainHash"))
        .add(reveal.integer("cipherSize"))
        .add(reveal.integer("plainSize"))
        .add(reveal.bytes32("keyCommit"))
        .add(salt)
        .hash();
  }

  // ------------------------------------------------------------------ grants

  private void grants(Findings findings, Submission submission) {
    ChainEvent reveal = submission.reveal().orElseThrow();
    List<ChainEvent> named = bounty.events("GrantsNamed", "miner", submission.miner());
    findings.require(named.size() == 1, "grants were named %d times".formatted(named.size()));
    List<ChainEvent> before = bounty.before(reveal);
    List<Bytes32> ids = named.get(0).texts("grantIds").stream().map(Bytes32::new).toList();
    List<Terms.Dataset> datasets = bounty.terms().datasets();
    findings.same("the number of grants", datasets.size(), ids.size());
    Optional<CallData.Call> call = call(reveal, submission);
    if (call.isEmpty()) {
      findings.unchecked("the grants' terms stand in the reveal's transaction");
    }
    ids(findings, before, submission.miner(), ids);
    BigInteger held = BigInteger.ZERO;
    Grants grants = new Grants(bounty.evidence());
    long committedAt = bounty.time(submission.commit());
    for (Terms.Dataset dataset : datasets) {
      Bytes32 id = ids.get(dataset.index());
      call.ifPresent(
          sent ->
              findings.same(
                  "grant " + dataset.index(),
                  grants.id(sent.at(GRANTS).elements(), dataset.index()),
                  id));
      if (grants.isLive(before, id, submission.miner(), dataset, committedAt)) {
        held = held.setBit(dataset.index());
        wasGiven(findings, grants.granted(before, id).orElseThrow());
      }
    }
    findings.same("the grants held", held, named.get(0).integer("held"));
  }

  /** Terms that do not hash to their id are not those of the grant, live or not. */
  private void ids(Findings findings, List<ChainEvent> before, Address miner, List<Bytes32> named) {
    before.stream()
        .filter(event -> event.name().equals("Granted"))
        .filter(
            event -> event.address("grantee").equals(miner) || named.contains(event.bytes32("id")))
        .forEach(
            event ->
                findings.same(
                    "the id of the grant",
                    new Grants(bounty.evidence()).id(event),
                    event.bytes32("id")));
  }

  /** A grant counts for nothing unless its giver owned the asset, in that epoch. */
  private void wasGiven(Findings findings, ChainEvent granted) {
    Assets then = Assets.after(bounty.before(granted));
    Bytes32 asset = granted.bytes32("asset");
    findings.same("the grantor", then.owner(asset), granted.address("grantor"));
    findings.same("the grant's epoch", then.epoch(asset), granted.number("grantEpoch"));
  }

  // ------------------------------------------------------------------ who stands

  private void standing(Findings findings) {
    int order = 0;
    for (ChainEvent event : bounty.events("Committed")) {
      Address miner = event.address("miner");
      int slot = slot(miner);
      order++;
      findings.same("the order of " + miner, (long) order, event.number("order"));
      findings.same("the slot of " + miner, (long) slot, event.number("slot"));
      findings.same("the state at a commit", State.OPEN, bounty.stateBefore(event));
      findings.require(
          bounty.time(event) < bounty.commitDeadline(), "%s committed too late".formatted(miner));
      Terms terms = bounty.terms();
      findings.require(
          !miner.equals(terms.researcher()) && !terms.ownedWhenOpened(miner),
          "%s may not commit".formatted(miner));
      pool(findings, event, miner);
    }
    bounty
        .events("Revealed")
        .forEach(
            event ->
                findings.same("the state at a reveal", State.REVEAL, bounty.stateBefore(event)));
    findings.same(
        "the miners who named grants",
        bounty.events("Revealed").stream().map(event -> event.address("miner")).toList(),
        bounty.events("GrantsNamed").stream().map(event -> event.address("miner")).toList());
    findings.sameRows(
        "the change",
        submissions.changes(),
        bounty.events("SubmissionChanged").stream().map(Row::of).toList());
  }

  private int slot(Address miner) {
    return submissions.of(miner).map(Submission::slot).orElse(-1);
  }

  private void pool(Findings findings, ChainEvent commit, Address miner) {
    Optional<ChainEvent> set =
        bounty.before(commit).stream()
            .filter(event -> event.name().equals("PoolSet"))
            .filter(event -> event.address("actor").equals(miner))
            .reduce((first, second) -> second);
    findings.same(
        "the pool of " + miner,
        set.map(event -> event.address("pool")).orElse(Address.ZERO),
        commit.address("pool"));
    findings.same(
        "the pool's fee from " + miner,
        set.map(event -> event.number("feeBps")).orElse(0L),
        commit.number("poolFeeBps"));
  }
}
