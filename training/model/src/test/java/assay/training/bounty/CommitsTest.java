package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.Commits.Opening;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden values; the preimages were also encoded and hashed by an independent implementation. */
class CommitsTest {

  private static final BigInteger CHAIN = BigInteger.valueOf(31_337);
  private static final Address MARKET = new Address("0x" + "11".repeat(20));
  private static final Address MINER = new Address("0x" + "22".repeat(20));
  private static final BountyOrigin ORIGIN =
      new BountyOrigin(CHAIN, MARKET, new Address("0x" + "33".repeat(20)), BigInteger.valueOf(5));
  private static final BountyId BOUNTY = BountyId.of(ORIGIN, word("44"));
  private static final Commits COMMITS = new Commits(CHAIN, BOUNTY);

  @Test
  void shouldKeepTheBountyId() {
    assertThat(BOUNTY.value())
        .isEqualTo(
            new Bytes32("0x19950423bfc3aba2234a6ef89495f93929a775e0e6e5afa0ae733edfb496d751"));
  }

  @Test
  void shouldKeepTheLeaf() {
    assertThat(ORIGIN.leaf(7, word("55"), word("66")))
        .isEqualTo(
            new Bytes32("0xdbb99f8c038eab0ed99491a5061d372132933e7dacb95165daa411618ce28266"));
  }

  @Test
  void shouldKeepTheTestKeyCommit() {
    assertThat(ORIGIN.testKeyCommit(word("77")))
        .isEqualTo(
            new Bytes32("0xb55ba82e81c638c919f98170c180ac1d9efe6b5e03b313bdc226f79cbbd03bdf"));
  }

  @Test
  void shouldKeepTheKeyCommit() {
    assertThat(COMMITS.keyCommit(MARKET, MINER, word("88")))
        .isEqualTo(
            new Bytes32("0xdb0f7bf0d5f85a50824ed14432cbca94477ca823311073f9839f467833bd8b1d"));
  }

  @Test
  void shouldKeepTheSubmissionCommit() {
    Opening opening =
        new Opening(
            0x01551220, word("a1"), word("a2"), word("a3"), 4_096, 4_000, word("a4"), word("a5"));

    assertThat(COMMITS.submission(MARKET, MINER, opening))
        .isEqualTo(
            new Bytes32("0x2ed57986d1c9298e1e18a92c6de981c084856b26a0899ecc12c5b174cba92b21"));
  }

  @Test
  void shouldKeepTheScoreCommit() {
    ScoreVector scores = new ScoreVector(List.of(431L, 4_294_967_295L, 0L));

    assertThat(COMMITS.scores(new Commits.Seat(MARKET, 0, MINER), scores, word("99")))
        .isEqualTo(
            new Bytes32("0x14e9070f2c59cd3e6cd531c73fb7a6ea4b79d294c81ef950721e853a160bad98"));
  }

  @Test
  void shouldBindAScoreCommitToItsRound() {
    ScoreVector scores = new ScoreVector(List.of(1L));

    assertThat(COMMITS.scores(new Commits.Seat(MARKET, 1, MINER), scores, word("99")))
        .isNotEqualTo(COMMITS.scores(new Commits.Seat(MARKET, 0, MINER), scores, word("99")));
  }

  @Test
  void shouldBindEveryCommitToItsMiner() {
    Address thief = new Address("0x" + "23".repeat(20));

    assertThat(COMMITS.keyCommit(MARKET, thief, word("88")))
        .isNotEqualTo(COMMITS.keyCommit(MARKET, MINER, word("88")));
  }

  private static Bytes32 word(String pair) {
    return new Bytes32("0x" + pair.repeat(32));
  }
}
