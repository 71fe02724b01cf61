package assay.training.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.ContractAt;
import assay.registry.listing.Wanted;
import assay.training.pool.InventoryJson;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.OfferJson;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolFee;
import assay.training.pool.PoolJson;
import assay.training.pool.Question;
import assay.training.pool.RigDevice;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolsIT {

  private static final ContractAt REGISTRY =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  private static final Account OPERATOR = TestAccounts.number(1);
  private static final Account MINER = TestAccounts.number(2);
  private static final Address ASKER = TestAccounts.number(3).address();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Need NEED = new Need(1_000, 1 << 20, 500, 3, 70_000);

  private static TestDatabase database;
  private Pools pools;
  private PoolQuestions questions;

  @BeforeAll
  static void joinAsAPool() {
    database = TestDatabase.create();
    join(OPERATOR, Role.POOL);
    join(MINER, Role.MINER);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void openTheDesk() {
    pools = new Pools(database.database(), () -> REGISTRY);
    questions = new PoolQuestions(database.database(), pools);
  }

  @AfterEach
  void clear() {
    database.execute(
        "truncate pool_description, rig_inventory, rig_entry, pool_question, pool_offer");
  }

  private static void join(Account account, Role role) {
    database.execute(
        "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
        account.address().hex(),
        role.bit());
  }

  private static Signed<PoolDescription> pool(Account by, int fee, Instant at) {
    return Signed.by(
        by,
        new PoolDescription(
            REGISTRY, by.address(), "Deep Digits", new PoolFee(fee), "me@pool.example", "", at));
  }

  private static Signed<RigInventory> rig(int cores) {
    RigDevice device = new RigDevice(RigDevice.Kind.CPU, "Some processor", cores, 1L << 34, "");
    return Signed.by(MINER, new RigInventory(REGISTRY, MINER.address(), NOW, List.of(device)));
  }

  private static Signed<Offer> offer(Account by, Bytes32 question, Instant until) {
    Offer.Estimate estimate =
        new Offer.Estimate(Duration.ofHours(2), Wei.ofEther("0.5"), "2 x H200");
    return Signed.by(by, new Offer(REGISTRY, question, by.address(), estimate, until));
  }

  @Test
  void shouldKeepTheNewestDescriptionOfAPool() {
    pools.announce(OPERATOR.address(), pool(OPERATOR, 200, NOW));
    Signed<PoolDescription> newer = pool(OPERATOR, 300, NOW.plusSeconds(1));

    pools.announce(OPERATOR.address(), newer);

    assertThat(pools.page(Wanted.first("-signedAt", Map.of())).items())
        .containsExactly(PoolJson.of(newer));
    assertThat(pools.find(OPERATOR.address()).orElseThrow().signed()).isEqualTo(newer);
    assertThat(pools.find(MINER.address())).isEmpty();
    assertThatThrownBy(() -> pools.announce(OPERATOR.address(), pool(OPERATOR, 200, NOW)))
        .isInstanceOf(PoolRefusedException.class)
        .hasMessageContaining("newer description");
  }

  @Test
  void shouldRefuseAPoolThatTheChainDoesNotKnow() {
    assertThatThrownBy(() -> pools.announce(MINER.address(), pool(MINER, 200, NOW)))
        .isInstanceOf(PoolRefusedException.class)
        .hasMessageContaining("not joined as a pool");
  }

  @Test
  void shouldRefuseAnothersWordAndAnotherDeployments() {
    Pools elsewhere = new Pools(database.database(), () -> new ContractAt(1, REGISTRY.address()));

    assertThatThrownBy(() -> pools.announce(MINER.address(), pool(OPERATOR, 200, NOW)))
        .hasMessageContaining("bring your own");
    assertThatThrownBy(() -> elsewhere.announce(OPERATOR.address(), pool(OPERATOR, 200, NOW)))
        .hasMessageContaining("another deployment");
  }

  @Test
  void shouldKeepAnInventoryOnlyWhileItIsTheOneOnChain() {
    Signed<RigInventory> rig = rig(8);
    assertThatThrownBy(() -> pools.publish(MINER.address(), rig))
        .isInstanceOf(PoolRefusedException.class)
        .hasMessageContaining("setRig");
    database.execute(
        "insert into rig_entry (miner, inventory) values (?, ?)",
        MINER.address().hex(),
        rig.hash().hex());

    pools.publish(MINER.address(), rig);

    assertThat(pools.inventory(MINER.address())).contains(InventoryJson.of(rig));
    assertThatThrownBy(() -> pools.publish(MINER.address(), rig(16)))
        .hasMessageContaining("has not this inventory's hash");
    assertThatThrownBy(() -> pools.publish(OPERATOR.address(), rig))
        .hasMessageContaining("bring your own");
  }

  @Test
  void shouldBringAQuestionToThePoolsAndTheirOffersToItsAsker() {
    Question question = new Question(ASKER, NEED, NOW);
    questions.ask(question);
    Signed<Offer> offer = offer(OPERATOR, question.id(), NOW.plusSeconds(60));

    assertThat(questions.open(NOW)).containsExactly(question);
    questions.offer(OPERATOR.address(), offer, NOW);

    assertThat(questions.offers(ASKER, question.id())).containsExactly(OfferJson.of(offer));
    assertThatThrownBy(() -> questions.offers(OPERATOR.address(), question.id()))
        .hasMessageContaining("No question");
  }

  @Test
  void shouldRefuseOffersThatAreNoPoolsOrTooLate() {
    Question question = new Question(ASKER, NEED, NOW);
    questions.ask(question);
    Bytes32 id = question.id();
    Instant over = NOW.plus(Question.OPEN_FOR);

    assertThat(questions.open(over)).isEmpty();
    assertThatThrownBy(
            () -> questions.offer(MINER.address(), offer(MINER, id, NOW.plusSeconds(9)), NOW))
        .hasMessageContaining("not joined as a pool");
    assertThatThrownBy(() -> questions.offer(OPERATOR.address(), offer(OPERATOR, id, NOW), NOW))
        .hasMessageContaining("over already");
    assertThatThrownBy(
            () ->
                questions.offer(OPERATOR.address(), offer(OPERATOR, id, over.plusSeconds(9)), over))
        .hasMessageContaining("No question");
  }

  @Test
  void shouldLimitOffersToAQuestionAndTellWhenItCloses() {
    Question question = new Question(ASKER, NEED, NOW);
    questions.ask(question);
    Signed<Offer> offer = offer(OPERATOR, question.id(), NOW.plusSeconds(60));
    questions.offer(OPERATOR.address(), offer, NOW);
    database.execute(
        "insert into pool_offer (question, pool, document)"
            + " select ?, 'p' || number, '{}' from generate_series(2, ?) number",
        question.id().hex(),
        PoolQuestions.MAX_OFFERS);
    questions.offer(OPERATOR.address(), offer, NOW);
    database.execute("update pool_offer set pool = 'p1' where pool not like 'p%'");

    assertThatThrownBy(() -> questions.offer(OPERATOR.address(), offer, NOW.plusSeconds(9)))
        .isInstanceOfSatisfying(
            PoolRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("too-many-offers");
              assertThat(refused.retryAfter()).contains(Question.OPEN_FOR.minusSeconds(9));
            });
  }

  @Test
  void shouldLimitQuestionsAndForgetOldOnes() {
    for (int i = 0; i < PoolQuestions.MAX_PER_ASKER; i++) {
      questions.ask(new Question(ASKER, NEED, NOW.plusSeconds(i)));
    }
    Instant later = NOW.plus(Question.OPEN_FOR).plus(Duration.ofDays(2));

    assertThatThrownBy(() -> questions.ask(new Question(ASKER, NEED, NOW.plusSeconds(99))))
        .isInstanceOfSatisfying(
            PoolRefusedException.class,
            refused ->
                assertThat(refused.retryAfter())
                    .contains(Question.OPEN_FOR.minus(Duration.ofSeconds(99))))
        .hasMessageContaining("As many questions");
    questions.ask(new Question(MINER.address(), NEED, NOW));
    questions.ask(new Question(ASKER, NEED, later));

    assertThat(database.dump("pool_question").get("pool_question")).hasSize(1);
  }
}
