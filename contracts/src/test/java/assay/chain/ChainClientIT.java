package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.local.AnvilProcess;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChainClientIT {

  private static final Account SENDER = TestAccounts.number(1);
  private static final Address RECEIVER = TestAccounts.number(2).address();

  private static AnvilProcess anvil;
  private static ChainClient chain;

  @BeforeAll
  static void startTheChain() {
    anvil = AnvilProcess.instant();
    chain = new ChainClient(settings(anvil.node(), ChainSettings.LOCAL_CHAIN_ID, 0));
    anvil.fund(SENDER.address(), Wei.ofEther("10"));
  }

  @AfterAll
  static void stopTheChain() {
    chain.close();
    anvil.close();
  }

  @Test
  void shouldRefuseANodeOfAnotherChain() {
    try (ChainClient other = new ChainClient(settings(anvil.node(), 1, 0))) {

      assertThatThrownBy(other::head)
          .isInstanceOf(WrongChainException.class)
          .hasMessageContaining("chain 1 is configured");
    }
  }

  @Test
  void shouldSayThatADeadNodeDoesNotAnswer() {
    URI nobody = URI.create("http://127.0.0.1:1/v3/a-key-of-the-provider");
    try (ChainClient dead = new ChainClient(settings(nobody, 1, 0))) {

      assertThatThrownBy(dead::head)
          .isInstanceOf(ChainUnreachableException.class)
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageNotContaining("a-key-of-the-provider");
    }
  }

  @Test
  void shouldGiveUpOnATransactionThatIsNeverFinal() {
    ChainSettings impatient =
        new ChainSettings(
            anvil.node(),
            ChainSettings.LOCAL_CHAIN_ID,
            5,
            Wei.ofEther("0.000001"),
            Duration.ofMillis(10),
            Duration.ofMillis(200));
    try (ChainClient client = new ChainClient(impatient)) {
      TransactionSender sender = new TransactionSender(client, SENDER);

      assertThatThrownBy(() -> sender.send(payment("0.1")))
          .isInstanceOf(TransactionLostException.class);
    }
  }

  @Test
  void shouldTellWhatATransactionCarried() {
    Receipt sent =
        new TransactionSender(chain, SENDER)
            .send(ContractCall.of("say something", RECEIVER, "0x5ead"));

    assertThat(chain.input(sent.transaction())).contains("0x5ead");
    assertThat(chain.input(Bytes32.keccak256("nothing"))).isEmpty();
  }

  @Test
  void shouldWalkForwardAndNoticeAReorganisation() {
    LogWalker walker = new LogWalker(chain, List.of(RECEIVER), 100);
    BlockRef start = chain.head();
    anvil.mine(3);

    LogWalker.Step forward = walker.next(start);
    anvil.reorganise(2);
    LogWalker.Step afterFork = walker.next(((LogWalker.Step.Advance) forward).tip());

    assertThat(forward).isInstanceOf(LogWalker.Step.Advance.class);
    assertThat(afterFork).isInstanceOf(LogWalker.Step.Fork.class);
    assertThat(walker.next(start)).isInstanceOf(LogWalker.Step.Advance.class);
  }

  private static ContractCall payment(String ether) {
    return ContractCall.paying("pay the receiver", RECEIVER, "0x", Wei.ofEther(ether));
  }

  private static ChainSettings settings(URI node, long chainId, int finality) {
    return new ChainSettings(
        node,
        chainId,
        finality,
        new Wei(BigInteger.valueOf(100_000_000_000L)),
        Duration.ofMillis(20),
        Duration.ofSeconds(20));
  }
}
