package assay.chain;

import static assay.chain.SenderWorld.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.RawTransaction;

/** A node's faults while something is sent: it is on the chain once, or not at all. */
class SendFaultIT {

  private static final String SEND = "eth_sendRawTransaction";
  private static final String NONCE = "eth_getTransactionCount";

  @TempDir private static Path folder;
  private static SenderWorld world;

  private final Address receiver = SenderWorld.receiver();

  @BeforeAll
  static void start() {
    world = new SenderWorld(folder);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void takeANewAccount() {
    world.newAccount();
  }

  @AfterEach
  void kill() {
    world.kill();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("no answer", FaultProxy.silence()),
        Arguments.of("429", FaultProxy.tooMany(0)),
        Arguments.of("500", FaultProxy.status(500)),
        Arguments.of("reset", FaultProxy.reset()),
        Arguments.of("reset after delivery", FaultProxy.resetAfterDelivery()),
        Arguments.of("half an answer", FaultProxy.half()),
        Arguments.of("cut JSON", FaultProxy.cutJson()),
        Arguments.of("answer to another request", FaultProxy.otherId()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldSendTheSameBytesAgainAfterAFault(String name, FaultProxy.Fault fault) {
    world.proxy().next(SEND, fault);

    world.restarted(0, world.mining()).send(payment(receiver, "1"));

    assertThat(world.mined()).as(name).isEqualTo(1);
    assertThat(world.written().lines().filter(line -> line.contains("\"raw\""))).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldNeverSignAgainWhileAFaultLasts(String name, FaultProxy.Fault fault) {
    world.proxy().always(SEND, fault);
    TransactionSender sender =
        world.restarted(
            2,
            world.during(
                count -> {
                  if (count > 4) {
                    world.proxy().heal();
                  }
                  world.anvil().mine(1);
                }));

    sender.send(payment(receiver, "1"));

    assertThat(world.direct().balance(receiver)).as(name).isEqualTo(Wei.ofEther("1"));
    assertThat(world.mined()).isEqualTo(1);
  }

  @Test
  void shouldGoOnWithTheSameTransactionWhenTheNodeCameBackTooLate() {
    world.proxy().always(SEND, FaultProxy.reset());
    TransactionSender early = world.restarted(0, new TestTime());
    assertThatThrownBy(() -> early.send(payment(receiver, "1")))
        .isInstanceOf(ChainUnreachableException.class);
    world.proxy().heal();

    early.send(payment(receiver, "1"));

    assertThat(world.written().lines().filter(line -> line.contains("\"raw\""))).hasSize(1);
    assertThat(world.mined()).isEqualTo(1);
  }

  @Test
  void shouldStopWhenAnotherChainAnswersInTheMiddleAndGoOnWhenTheRightOneIsBack() {
    TransactionSender sender = world.restarted(0, world.mining());
    world
        .proxy()
        .next(
            SEND,
            exchange -> {
              world.proxy().always("eth_chainId", FaultProxy.result("\"0x1\""));
              FaultProxy.reset().answer(exchange);
            });

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(WrongChainException.class);
    world.proxy().heal();
    world.restarted(0, world.mining()).send(payment(receiver, "1"));

    assertThat(world.mined()).isEqualTo(1);
    assertThat(world.direct().balance(receiver)).isEqualTo(Wei.ofEther("1"));
  }

  @Test
  void shouldSignNothingWhileAnotherChainAnswersWithoutAFault() {
    TransactionSender sender = world.restarted(0, world.mining());
    sender.send(payment(receiver, "1"));
    world.proxy().always("eth_chainId", FaultProxy.result("\"0x1\""));
    world.proxy().always(NONCE, FaultProxy.result("\"0x63\""));

    assertThatThrownBy(() -> sender.send(payment(receiver, "2")))
        .isInstanceOf(WrongChainException.class);
    assertThat(world.written().lines().filter(line -> line.contains("\"raw\""))).hasSize(1);

    world.proxy().heal();
    sender.send(payment(receiver, "2"));
    assertThat(world.mined()).isEqualTo(2);
  }

  @Test
  void shouldWaitOnWhileAnotherChainAnswersForAWhile() {
    AtomicInteger sends = new AtomicInteger();
    world.anvil().mineAtOnce(false);
    TransactionSender sender =
        world.restarted(
            1,
            world.during(
                count -> {
                  if (count == 1) {
                    sends.set(world.proxy().requests(SEND).size());
                    world.proxy().always("eth_chainId", FaultProxy.result("\"0x1\""));
                  }
                  if (count == 4) {
                    assertThat(world.proxy().requests(SEND)).hasSize(sends.get());
                    world.proxy().heal();
                  }
                  if (count > 4) {
                    world.anvil().mine(1);
                  }
                }));

    sender.send(payment(receiver, "1"));

    assertThat(world.mined()).isEqualTo(1);
    assertThat(world.written().lines().filter(line -> line.contains("\"raw\""))).hasSize(1);
  }

  @Test
  void shouldNotUseANumberTwiceWhenANodeHasForgottenIt() {
    TransactionSender sender = world.restarted(0, world.mining());
    sender.send(payment(receiver, "1"));
    world.proxy().always(NONCE, FaultProxy.result("\"0x0\""));

    assertThatThrownBy(() -> sender.send(payment(receiver, "2")))
        .isInstanceOf(StaleNodeException.class)
        .hasMessageContaining(world.account().address().toString())
        .hasMessageContaining("0 of them");

    assertThat(world.mined()).isEqualTo(1);
  }

  @Test
  void shouldWaitUntilANodeHasCaughtUpWithItsNumbers() {
    TransactionSender sender = world.restarted(0, world.mining());
    sender.send(payment(receiver, "1"));
    world.proxy().next(NONCE, FaultProxy.result("\"0x0\""));

    sender.send(payment(receiver, "2"));

    assertThat(world.mined()).isEqualTo(2);
  }

  @Test
  void shouldNameTheAccountWhoseNumberAnotherProgramHasInThePool() {
    world.anvil().mineAtOnce(false);
    Attempt theirs = theirs(0);
    world.direct().broadcast("theirs", theirs.raw());
    world.proxy().always(NONCE, FaultProxy.result("\"0x0\""));
    TransactionSender sender = world.restarted(0, world.mining());

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(NonceTakenException.class)
        .hasMessageContaining(world.account().address().toString());

    world.proxy().heal();
    world.anvil().mine(1);
    sender.send(payment(receiver, "1"));
    assertThat(world.mined()).isEqualTo(2);
  }

  @Test
  void shouldGiveTheNumberOfARefusedTransactionToTheNextOne() {
    TransactionSender sender = world.restarted(0, world.mining());
    world.proxy().next(SEND, FaultProxy.error(-32000, "insufficient funds for gas"));

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(NodeRefusedException.class)
        .hasMessageContaining("insufficient funds");

    sender.send(payment(receiver, "2"));
    assertThat(world.direct().balance(receiver)).isEqualTo(Wei.ofEther("2"));
    assertThat(world.mined()).isEqualTo(1);
  }

  @Test
  void shouldKeepATransactionThatANodeRefusesAndHasAllTheSame() {
    world
        .proxy()
        .next(
            SEND,
            exchange -> {
              exchange.passOn();
              FaultProxy.error(-32000, "insufficient funds for gas").answer(exchange);
            });

    world.restarted(0, world.mining()).send(payment(receiver, "1"));

    assertThat(world.mined()).isEqualTo(1);
  }

  private Attempt theirs(long nonce) {
    return Attempt.sign(
        world.account(),
        RawTransaction.createTransaction(
            ChainSettings.LOCAL_CHAIN_ID,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(21_000),
            receiver.hex(),
            BigInteger.ONE,
            "0x",
            SenderWorld.gwei(50).value(),
            SenderWorld.gwei(90).value()));
  }
}
