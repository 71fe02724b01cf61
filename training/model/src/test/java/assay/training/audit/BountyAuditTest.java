package assay.training.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.registry.audit.Verdict;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.training.bounty.BountyId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded bounties as they were, and with bytes that are not what they were. */
class BountyAuditTest {

  private static final RecordedEvidence RECORDED = RecordedEvidence.load();

  static Set<String> stories() {
    return RECORDED.bounties().keySet();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void shouldHoldInEveryClaim(String story) {
    assertThat(claims(RECORDED.evidence(), story))
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim.verdict()).as("%s", claim).isEqualTo(Verdict.HOLDS));
  }

  @Test
  void shouldMakeEveryKindOfClaimButThatOfTheManifest() {
    Set<ClaimName> made =
        stories().stream()
            .flatMap(story -> claims(RECORDED.evidence(), story).stream())
            .map(Claim::name)
            .collect(Collectors.toSet());

    assertThat(made).hasSize(ClaimName.values().length - 1).doesNotContain(ClaimName.DEPLOYMENT);
  }

  @Test
  void shouldFailInTheNameOfTheSpecificationWhenAByteOfItFlips() {
    ChainEvent opened = event("settled", "BountyOpened");

    assertFlipped(cid(opened, "specCidPrefix", "specCidDigest"), ClaimName.SPEC);
  }

  @Test
  void shouldFailInTheNameOfTheManifestWhenAByteOfItFlips() {
    Bytes32 asset = event("settled", "DatasetListed").bytes32("asset");
    ChainEvent version = Assets.version(RECORDED.chainEvents(), asset, 1).orElseThrow();

    assertFlipped(cid(version, "cidPrefix", "cidDigest"), ClaimName.MANIFEST);
  }

  @Test
  void shouldFailInTheNameOfTheCheckpointWhenAByteOfItFlips() {
    ChainEvent revealed = event("settled", "Revealed");

    assertFlipped(cid(revealed, "cidPrefix", "cidDigest"), ClaimName.CHECKPOINT);
  }

  @Test
  void shouldNoticeAFlippedByteInEveryBlockThatABountyNeeds() {
    Set<Cid> needed = needed("settled");

    assertThat(needed).hasSizeGreaterThan(8);
    for (Cid cid : needed) {
      assertThat(failing(flipped(cid), "settled")).as("%s", cid).isNotEmpty();
    }
  }

  @Test
  void shouldLeaveUncheckedWhatTheStoreLacks() {
    Evidence empty = RECORDED.evidence(RECORDED.chainEvents(), new InMemoryBlockStore());

    List<Claim> claims = claims(empty, "settled");

    assertThat(Claim.anyFails(claims)).isFalse();
    assertThat(names(claims, Verdict.UNCHECKED))
        .containsExactlyInAnyOrder(ClaimName.SPEC, ClaimName.MANIFEST, ClaimName.CHECKPOINT);
  }

  @Test
  void shouldBlameNobodyWhenTheStoreIsAway() {
    Evidence dead = reading(new BrokenStore(new StoreUnavailableException("nobody answers")));

    assertThatThrownBy(() -> claims(dead, "settled"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("nobody answers");
  }

  @Test
  void shouldLeaveUncheckedWhatTheStoreRefuses() {
    Evidence busy = reading(new BrokenStore(new StoreRefusedException("status 503")));

    List<Claim> claims = claims(busy, "settled");

    assertThat(Claim.anyFails(claims)).isFalse();
    assertThat(names(claims, Verdict.UNCHECKED))
        .containsExactlyInAnyOrder(ClaimName.SPEC, ClaimName.MANIFEST, ClaimName.CHECKPOINT);
  }

  private static Evidence reading(BlockStore store) {
    Evidence full = RECORDED.evidence();
    return new Evidence(
        full.deployment(),
        full.settings(),
        full.events(),
        full.times(),
        full.inputs(),
        full.wallets(),
        new DagContentStore(store));
  }

  @Test
  void shouldLeaveUncheckedWhatOnlyTransactionsTell() {
    assertUnchecked(Map.of());
  }

  /** A wallet or factory may make a call whose words stand in no input. */
  @Test
  void shouldLeaveUncheckedWhatAnotherContractSent() {
    Map<Bytes32, String> other = new HashMap<>(RECORDED.evidence().inputs());
    other.replaceAll((transaction, input) -> "0x12345678");

    assertUnchecked(other);
  }

  private static void assertUnchecked(Map<Bytes32, String> inputs) {
    Evidence full = RECORDED.evidence();
    for (String story : stories()) {
      Evidence without =
          new Evidence(
              full.deployment(),
              full.settings(),
              full.events(),
              full.times(),
              inputs,
              Set.of(),
              full.store());

      List<Claim> claims = claims(without, story);

      assertThat(names(claims, Verdict.FAILS)).as(story).isEmpty();
      assertThat(names(claims, Verdict.UNCHECKED)).contains(ClaimName.TERMS);
    }
  }

  @Test
  void shouldLeaveTheSignatureOfAWalletToTheWallet() {
    Evidence full = RECORDED.evidence();
    Evidence wallets =
        new Evidence(
            full.deployment(),
            full.settings(),
            full.events(),
            full.times(),
            full.inputs(),
            Set.of(event("signed", "ScoresRevealed").address("evaluator")),
            full.store());

    assertThat(names(claims(wallets, "signed"), Verdict.UNCHECKED))
        .containsExactly(ClaimName.SCORE_COMMIT);
  }

  @Test
  void shouldFailForABountyThatNobodyOpened() {
    List<Claim> claims =
        new BountyAudit(RECORDED.evidence(), new BountyId(Bytes32.keccak256("none"))).claims();

    assertThat(names(claims, Verdict.FAILS)).containsExactly(ClaimName.BOUNTY_ID);
  }

  /** Every altered input of a transaction that carries signatures or openings is noticed. */
  @ParameterizedTest
  @MethodSource("sent")
  void shouldNoticeAFlippedByteOfWhatWasSent(String story, String name, ClaimName claim) {
    Bytes32 transaction = event(story, name).position().transaction();
    Evidence full = RECORDED.evidence();
    Map<Bytes32, String> inputs = new HashMap<>(full.inputs());
    inputs.computeIfPresent(transaction, (hash, input) -> flippedNearTheEnd(input));
    Evidence altered =
        new Evidence(
            full.deployment(),
            full.settings(),
            full.events(),
            full.times(),
            inputs,
            Set.of(),
            full.store());

    assertThat(failing(altered, story)).contains(claim);
  }

  static List<Arguments> sent() {
    return List.of(
        Arguments.of("signed", "SampleRevealed", ClaimName.PUBLIC_SAMPLE),
        Arguments.of("settled", "Committed", ClaimName.COMMIT),
        Arguments.of("settled", "ScoresCommitted", ClaimName.SCORE_COMMIT),
        Arguments.of("signed", "ScoresRevealed", ClaimName.SCORE_COMMIT),
        Arguments.of("defaulted", "TestSetReported", ClaimName.SCORE_COMMIT));
  }

  /** The last byte that is not padding. */
  private static String flippedNearTheEnd(String input) {
    int at = input.length() - 1;
    while (input.charAt(at) == '0') {
      at--;
    }
    String digit = Integer.toHexString(Character.digit(input.charAt(at), 16) ^ 1);
    return input.substring(0, at) + digit + input.substring(at + 1);
  }

  private static void assertFlipped(Cid cid, ClaimName name) {
    assertThat(failing(flipped(cid), "settled")).containsExactly(name);
  }

  private static Evidence flipped(Cid cid) {
    InMemoryBlockStore store = RECORDED.blockStore();
    byte[] block = store.get(cid);
    block[block.length / 2] ^= 1;
    store.corrupt(cid, block);
    return RECORDED.evidence(RECORDED.chainEvents(), store);
  }

  /** Blocks without which not every claim of a bounty holds. */
  private static Set<Cid> needed(String story) {
    return RECORDED.blockStore().all().stream()
        .filter(
            cid -> {
              InMemoryBlockStore store = RECORDED.blockStore();
              store.remove(cid);
              Evidence without = RECORDED.evidence(RECORDED.chainEvents(), store);
              return !names(claims(without, story), Verdict.UNCHECKED).isEmpty();
            })
        .collect(Collectors.toSet());
  }

  private static ChainEvent event(String story, String name) {
    String id = RECORDED.bounty(story).value().hex();
    return RECORDED.chainEvents().stream()
        .filter(event -> event.name().equals(name) && id.equals(event.values().get("bounty")))
        .findFirst()
        .orElseThrow();
  }

  private static Cid cid(ChainEvent event, String prefix, String digest) {
    return Cid.ofBytes(
        HexFormat.of().parseHex(event.text(prefix).substring(2) + event.text(digest).substring(2)));
  }

  private static List<Claim> claims(Evidence evidence, String story) {
    return new BountyAudit(evidence, RECORDED.bounty(story)).claims();
  }

  private static Set<ClaimName> failing(Evidence evidence, String story) {
    return names(claims(evidence, story), Verdict.FAILS);
  }

  private static Set<ClaimName> names(List<Claim> claims, Verdict verdict) {
    return claims.stream()
        .filter(claim -> claim.verdict() == verdict)
        .map(Claim::name)
        .collect(Collectors.toSet());
  }
}
