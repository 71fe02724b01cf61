package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.contract.Vault;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.core.methods.response.Log;

/** A walker that lived through reorganisations knows what one that starts afterwards reads. */
class LogWalkerPropertyIT {

  private static LocalChain local;
  private static FaultProxy proxy;
  private static ChainClient chain;

  @BeforeAll
  static void start() {
    local = LocalChain.start();
    proxy = FaultProxy.before(local.anvil().node());
    chain =
        new ChainClient(ChainSettings.local(proxy.node()), NodeLimits.standard(), new TestTime());
  }

  @AfterAll
  static void stop() {
    chain.close();
    proxy.close();
    local.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldKnowAfterReorganisationsWhatAFreshWalkerReads(long seed) {
    Random random = new Random(seed);
    TransactionSender depositor = local.newAccount();
    BlockRef start = local.chain().head();
    // Or a reorganisation would take the depositor's money too.
    local.anvil().mine(6);
    Follower follower = new Follower(start, 1 + random.nextInt(4));
    for (int round = 0; round < 12; round++) {
      switch (random.nextInt(4)) {
        case 0 -> local.anvil().reorganise(1 + random.nextInt(5));
        case 1 -> local.anvil().mine(1 + random.nextInt(3));
        default -> depositor.send(deposit(1 + random.nextInt(9)));
      }
      if (random.nextBoolean()) {
        follower.step();
      }
    }

    follower.catchUp();

    Follower fresh = new Follower(start, 100);
    fresh.catchUp();
    assertThat(follower.events()).as("seed %d", seed).isEqualTo(fresh.events());
    assertThat(follower.tip()).as("seed %d", seed).isEqualTo(chain.head());
  }

  @Test
  void shouldNotTakeANodeThatLagsForAReorganisation() {
    local.anvil().mine(3);
    LogWalker walker = new LogWalker(chain, local.deployment().all(), 100);
    BlockRef tip = chain.head();
    proxy.next(
        "eth_getBlockByNumber",
        FaultProxy.result(
            "{\"number\":\"0x%x\",\"hash\":\"%s\",\"timestamp\":\"0x1\"}"
                .formatted(tip.number() - 1, Bytes32.keccak256("older"))),
        FaultProxy.result("null"));

    assertThat(walker.next(tip)).isInstanceOf(LogWalker.Step.Idle.class);
  }

  @Test
  void shouldReadInSmallerStepsWhatIsTooMuchForOneAnswer() {
    TransactionSender depositor = local.newAccount();
    BlockRef start = local.chain().head();
    for (int i = 0; i < 20; i++) {
      depositor.send(deposit(1));
    }
    Follower whole = new Follower(start, 100);
    whole.catchUp();

    NodeLimits narrow =
        new NodeLimits(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(15), 6_000);
    try (ChainClient client =
        new ChainClient(ChainSettings.local(local.anvil().node()), narrow, new TestTime())) {
      Follower halving = new Follower(client, start, 100);
      halving.catchUp();

      assertThat(halving.events()).isEqualTo(whole.events()).hasSize(20);
      assertThat(halving.tip()).isEqualTo(whole.tip());
    }
  }

  @Test
  void shouldReadFewBlocksAtATimeWhereThereAreManyEventsAndManyWhereThereAreFew() {
    TransactionSender depositor = local.newAccount();
    BlockRef start = local.chain().head();
    for (int i = 0; i < 24; i++) {
      depositor.send(deposit(1));
    }
    local.anvil().mine(28);
    Follower follower = new Follower(start, new LogWalker(chain, local.deployment().all(), 100, 4));

    follower.catchUp();

    assertThat(follower.heights(start)).containsExactly(16L, 20L, 24L, 28L, 36L, 52L);
  }

  private static ContractCall deposit(int wei) {
    Address vault = local.deployment().address(ContractName.VAULT);
    return ContractCall.paying(
        "deposit",
        vault,
        local.chain().wrap(Vault::load, vault).deposit(BigInteger.ZERO).encodeFunctionCall(),
        new Wei(BigInteger.valueOf(wei)));
  }

  /** Keeps what the walker gave it and drops what the walker takes back. */
  private static final class Follower {

    private final LogWalker walker;
    private final Deque<BlockRef> tips = new ArrayDeque<>();
    private final Deque<List<String>> ranges = new ArrayDeque<>();

    Follower(BlockRef start, int blocksPerStep) {
      this(chain, start, blocksPerStep);
    }

    Follower(ChainClient client, BlockRef start, int blocksPerStep) {
      this(start, new LogWalker(client, local.deployment().all(), blocksPerStep));
    }

    Follower(BlockRef start, LogWalker walker) {
      this.walker = walker;
      tips.push(start);
    }

    boolean step() {
      LogWalker.Step step = walker.next(tip());
      if (step instanceof LogWalker.Step.Advance advance) {
        tips.push(advance.tip());
        ranges.push(advance.logs().stream().map(Follower::words).toList());
      } else if (step instanceof LogWalker.Step.Fork fork) {
        assertThat(fork.orphan()).isEqualTo(tips.pop());
        ranges.pop();
      }
      return !(step instanceof LogWalker.Step.Idle);
    }

    void catchUp() {
      while (step()) {
        assertThat(tips).isNotEmpty();
      }
    }

    BlockRef tip() {
      return tips.element();
    }

    /** How far each step led, in blocks after the first. */
    List<Long> heights(BlockRef first) {
      List<Long> heights = new ArrayList<>();
      tips.descendingIterator().forEachRemaining(tip -> heights.add(tip.number() - first.number()));
      return heights.subList(1, heights.size());
    }

    List<String> events() {
      List<String> all = new ArrayList<>();
      ranges.descendingIterator().forEachRemaining(all::addAll);
      return all;
    }

    private static String words(Log log) {
      return log.getBlockHash() + " " + log.getLogIndex() + " " + log.getTransactionHash();
    }
  }
}
