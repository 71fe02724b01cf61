package assay.registry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.chain.LocalChain;
import assay.chain.Receipt;
import assay.chain.RevertedException;
import assay.chain.TransactionSender;
import assay.chain.contract.Anchor;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAnchor;
import assay.registry.accesslog.LogAudit;
import assay.registry.accesslog.LogEvidence;
import assay.registry.accesslog.LogEvidence.Granted;
import assay.registry.accesslog.Outcome;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.dataset.DatasetExamples;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anchors of access logs on the real contract. */
class LogFactsIT {

  private static final int ENTRIES = 7;
  private static LocalChain local;
  private static AnchorCalls calls;
  private TransactionSender owner;
  private TransactionSender other;
  private Ledger ledger;
  private DatasetId dataset;
  private FinalEvents events;

  @BeforeAll
  static void deploy() {
    local = LocalChain.start();
    calls = new AnchorCalls(local.chain(), local.deployment());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void register() {
    ChainClient chain = local.chain();
    owner = local.newAccount();
    other = local.newAccount();
    ledger = new EthereumLedger(chain, local.deployment(), owner, new SecureRandom());
    dataset = ledger.register(DatasetExamples.version(), ledger.nextNonce()).fact();
    events = new FinalEvents(chain, local.deployment());
  }

  @Test
  void shouldFindEveryAnchorAndWhatItIsOver() {
    AccessLog log = log(ENTRIES);
    List<Bytes32> roots = log.roots();
    Receipt first = anchor(owner, roots.get(2));
    Receipt second = anchor(owner, roots.get(6));

    assertThat(log.anchored(found().anchors()).anchors())
        .containsExactly(
            new LogAnchor(owner.address(), 0, roots.get(2), first.transaction(), 3),
            new LogAnchor(owner.address(), 1, roots.get(6), second.transaction(), 7));
    assertThat(new LogAudit(log.anchored(found().anchors())).against(found()))
        .filteredOn(claim -> claim.verdict() == Verdict.HOLDS)
        .extracting(LogClaim::name)
        .containsExactly("entries", "anchors", "chain", "cover");
  }

  @Test
  void shouldCountAnchorsOfWhoeverOwnedTheDatasetThenOnly() {
    Bytes32 root = Bytes32.keccak256("a root");
    anchor(other, root);
    anchor(owner, root);
    ledger.transfer(dataset, other.address());
    anchor(owner, root);
    anchor(other, root);

    assertThat(found().anchors())
        .extracting(LogAnchor::sender, LogAnchor::index)
        .containsExactly(tuple(owner.address(), 0L), tuple(other.address(), 1L));
  }

  @Test
  void shouldTellEveryGrantWhetherItEndedOrNot() {
    VersionId version = new VersionId(dataset, 1);
    Instant now = ledger.finalTime();
    GrantTerms terms =
        new GrantTerms(
            owner.address(),
            other.address(),
            version,
            Purpose.EVALUATE,
            SharingLevel.L1,
            new Period(now, now.plusSeconds(3_600)),
            Price.FREE);
    GrantId ended = ledger.grant(terms).fact();
    ledger.revoke(ended);
    GrantId live = ledger.grant(terms).fact();

    assertThat(found().grants())
        .containsExactlyInAnyOrder(
            new Granted(ended, version, other.address(), Purpose.EVALUATE),
            new Granted(live, version, other.address(), Purpose.EVALUATE));
  }

  @Test
  void shouldNotMixUpTheLogsOfTwoDatasets() {
    anchor(owner, Bytes32.keccak256("a root"));
    dataset = ledger.register(DatasetExamples.version(), ledger.nextNonce()).fact();

    assertThat(found().anchors()).isEmpty();
  }

  @Test
  void shouldProveEveryEntryToTheContract() throws Exception {
    AccessLog log = log(ENTRIES);
    anchor(owner, log.roots().get(ENTRIES - 1));
    Anchor contract =
        local.chain().wrap(Anchor::load, local.deployment().address(ContractName.ANCHOR));

    for (AccessEntry entry : log.entries()) {
      List<Bytes32> leaves = log.entries().stream().map(AccessEntry::hash).toList();
      List<byte[]> proof = proof(leaves, (int) entry.index());
      assertThat(isVerified(contract, entry.hash(), proof)).isTrue();
      assertThat(isVerified(contract, Bytes32.keccak256("no entry"), proof)).isFalse();
    }
  }

  @Test
  void shouldLetTwoWritersNotAnchorOverEachOther() {
    ContractCall one = append(owner, Bytes32.keccak256("one"));
    ContractCall two = append(owner, Bytes32.keccak256("two"));
    owner.send(one);

    assertThatThrownBy(() -> owner.send(two))
        .isInstanceOfSatisfying(
            RevertedException.class, refusal -> assertThat(refusal.error()).isEqualTo("WrongHead"));
  }

  private boolean isVerified(Anchor contract, Bytes32 leaf, List<byte[]> proof) throws Exception {
    return contract
        .verify(
            owner.address().hex(),
            AccessLog.kind(dataset).bytes(),
            BigInteger.ZERO,
            leaf.bytes(),
            proof)
        .send();
  }

  /** The siblings on the way up, where there are any. */
  private static List<byte[]> proof(List<Bytes32> leaves, int leaf) {
    List<byte[]> proof = new ArrayList<>();
    List<Bytes32> level = leaves;
    for (int place = leaf; level.size() > 1; place /= 2) {
      if ((place ^ 1) < level.size()) {
        proof.add(level.get(place ^ 1).bytes());
      }
      level = above(level);
    }
    return proof;
  }

  private static List<Bytes32> above(List<Bytes32> level) {
    List<Bytes32> above = new ArrayList<>();
    for (int i = 0; i + 1 < level.size(); i += 2) {
      List<Bytes32> pair = level.subList(i, i + 2).stream().sorted().toList();
      above.add(
          Bytes32.keccak256(
              ByteBuffer.allocate(64).put(pair.get(0).bytes()).put(pair.get(1).bytes()).array()));
    }
    if (level.size() % 2 == 1) {
      above.add(level.get(level.size() - 1));
    }
    return above;
  }

  private Receipt anchor(TransactionSender sender, Bytes32 root) {
    return sender.send(append(sender, root));
  }

  private ContractCall append(TransactionSender sender, Bytes32 root) {
    return calls.append(sender.address(), AccessLog.kind(dataset), root);
  }

  private LogEvidence found() {
    events.refresh();
    return new LogFacts(events).of(dataset);
  }

  private AccessLog log(int count) {
    List<AccessEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Access access =
          new Access(
              Instant.ofEpochSecond(1_800_000_000L + i),
              new VersionId(dataset, 1),
              other.address(),
              Purpose.TRAIN,
              new GrantId(Bytes32.keccak256("a grant")),
              Outcome.RELEASED);
      entries.add(i == 0 ? AccessEntry.first(access) : entries.get(i - 1).next(access));
    }
    return new AccessLog(dataset, entries, List.of());
  }
}
