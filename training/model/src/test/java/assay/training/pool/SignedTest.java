package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.TestAccounts;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTest {

  private static final Account OPERATOR = TestAccounts.number(5);
  private static final Account OTHER = TestAccounts.number(6);
  private static final ContractAt REGISTRY =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final RigDevice CARD =
      new RigDevice(RigDevice.Kind.GPU, "NVIDIA H200", 0, 150_000_000_000L, "9.0");

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Cid PLAN = Cid.of(Cid.Codec.RAW, new byte[] {1});
  private static final Cid WEIGHTS = Cid.of(Cid.Codec.RAW, new byte[] {2});

  private static PoolDescription pool(String name, int fee) {
    return new PoolDescription(
        REGISTRY, OPERATOR.address(), name, new PoolFee(fee), "me@pool.example", "images", NOW);
  }

  private static RigInventory rig(List<RigDevice> devices) {
    return new RigInventory(REGISTRY, OPERATOR.address(), NOW, devices);
  }

  private static Offer offer() {
    return new Offer(
        REGISTRY,
        Bytes32.keccak256("question"),
        OPERATOR.address(),
        new Offer.Estimate(Duration.ofHours(3), Wei.ofEther("0.5"), "2 x NVIDIA H200"),
        NOW.plusSeconds(60));
  }

  /** A change of these is a change of what wallets sign and rigs put on chain. */
  @Test
  void shouldHashStatementsAsEver() {
    assertThat(PoolTypedData.hash(pool("Deep Digits", 250)).hex())
        .isEqualTo("0x7f7b70fe6bd59ac84bc9ff8fdf40974210826f68f40b75e109514576fb5d372b");
    assertThat(PoolTypedData.hash(rig(List.of(CARD))).hex())
        .isEqualTo("0xf690c9a8092f58dfb2dad88563b4841c6d196ddd7665f1844ffc5b9647707b1b");
    assertThat(PoolTypedData.hash(offer()).hex())
        .isEqualTo("0x812cfe384424b7e5d5e70d449936fdc4e56ec86616bffd3737f10318332f39d4");
  }

  private static Crew crew(Address... members) {
    return new Crew(REGISTRY, OPERATOR.address(), BOUNTY, List.of(members), true, NOW);
  }

  private static RoundCall call() {
    return new RoundCall(REGISTRY, new Turn(OPERATOR.address(), BOUNTY, 3), PLAN, NOW);
  }

  private static RoundReply reply(long samples) {
    Turn turn = new Turn(OPERATOR.address(), BOUNTY, 3);
    return new RoundReply(REGISTRY, OTHER.address(), turn, PLAN, WEIGHTS, samples);
  }

  /** Members and operator of different versions have to agree on these. */
  @Test
  void shouldHashWhatIsSaidOfJointRoundsAsEver() {
    assertThat(
            List.of(
                PoolTypedData.hash(crew(OTHER.address())).hex(),
                PoolTypedData.hash(call()).hex(),
                PoolTypedData.hash(reply(419)).hex()))
        .containsExactly(
            "0x5d663bada624603c1908d67455963ed29929d285080dbca255b347a4ec43f189",
            "0x76279c1bdd1d7f86a9509c95a927db2e58aa0faa9806c7f28b1ffd2737a26b93",
            "0xb28d58b5627a2a0949a9775b70a8dfee95da6bd80386c7ec8f82106f135bd82d");
  }

  @Test
  void shouldCarryWhatIsSaidOfJointRounds() {
    Signed<Crew> crew =
        Signed.by(OPERATOR, crew(OTHER.address(), TestAccounts.number(7).address()));
    Signed<RoundCall> call = Signed.by(OPERATOR, call());
    Signed<RoundReply> reply = Signed.by(OTHER, reply(419));

    assertThat(CrewJson.of(crew).signed()).isEqualTo(crew);
    assertThat(RoundCallJson.of(call).signed()).isEqualTo(call);
    assertThat(RoundReplyJson.of(reply).signed()).isEqualTo(reply);
    assertThatThrownBy(() -> Signed.by(OTHER, call())).hasMessageContaining("not signed by");
    assertThatThrownBy(() -> Signed.by(OPERATOR, reply(1))).hasMessageContaining("not signed by");
    assertThatThrownBy(() -> new Signed<>(reply(420), reply.signature()))
        .hasMessageContaining("not signed by");
  }

  @Test
  void shouldRefuseACrewOfNobodyOrOfTheOperatorAndARoundBeforeTheFirst() {
    assertThatThrownBy(() -> crew()).hasMessageContaining("0 members");
    assertThatThrownBy(() -> crew(OPERATOR.address())).hasMessageContaining("name others");
    assertThat(crew(OTHER.address(), OTHER.address()).members()).hasSize(1);
    assertThatThrownBy(() -> new Turn(OPERATOR.address(), BOUNTY, 0))
        .hasMessageContaining("from 1");
    assertThatThrownBy(() -> reply(0)).hasMessageContaining("none");
  }

  @Test
  void shouldComeBackFromJsonWithItsSignature() {
    Signed<PoolDescription> pool = Signed.by(OPERATOR, pool("Deep Digits", 250));
    Signed<RigInventory> rig = Signed.by(OPERATOR, rig(List.of(CARD, CARD)));
    Signed<Offer> offer = Signed.by(OPERATOR, offer());

    assertThat(PoolJson.of(pool).signed()).isEqualTo(pool);
    assertThat(InventoryJson.of(rig).signed()).isEqualTo(rig);
    assertThat(OfferJson.of(offer).signed()).isEqualTo(offer);
  }

  @Test
  void shouldRefuseAnothersSignature() {
    PoolDescription pool = pool("Deep Digits", 250);

    assertThatThrownBy(() -> Signed.by(OTHER, pool)).hasMessageContaining("not signed by");
  }

  @Test
  void shouldRefuseAChangedFeeAndAnotherRegistry() {
    HashSignature signature = Signed.by(OPERATOR, pool("Deep Digits", 250)).signature();
    PoolDescription elsewhere =
        new PoolDescription(
            new ContractAt(1, REGISTRY.address()),
            OPERATOR.address(),
            "Deep Digits",
            new PoolFee(250),
            "me@pool.example",
            "images",
            NOW);

    assertThatThrownBy(() -> new Signed<>(pool("Deep Digits", 251), signature))
        .hasMessageContaining("not signed by");
    assertThatThrownBy(() -> new Signed<>(elsewhere, signature))
        .hasMessageContaining("not signed by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a\nb", "a\u001b[2Jb", "a\u202eb", "a\u2028b", "a\u0301\u0301\u0301b"})
  void shouldRefuseANameThatPlaysTricks(String name) {
    assertThatThrownBy(() -> pool(name, 250)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAFeeAboveTheLimit() {
    assertThatThrownBy(() -> pool("Greedy", 5_001)).hasMessageContaining("limit of 50 %");
    assertThatThrownBy(() -> new PoolFee(10_001)).hasMessageContaining("basis points");
    assertThatThrownBy(() -> new PoolEntry(Address.ZERO, new PoolFee(1)))
        .hasMessageContaining("no pool");
  }

  @Test
  void shouldRefuseAnInventoryWithoutBounds() {
    assertThatThrownBy(() -> rig(Collections.nCopies(RigInventory.MOST_DEVICES + 1, CARD)))
        .hasMessageContaining("at most 64");
    assertThatThrownBy(() -> new RigDevice(RigDevice.Kind.CPU, "x", 1, 1L << 51, ""))
        .hasMessageContaining("memory");
    assertThatThrownBy(() -> new RigDevice(RigDevice.Kind.GPU, "x", 0, 1, "9.0.1"))
        .hasMessageContaining("8.6");
  }
}
