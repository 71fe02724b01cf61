package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of each fault of a node, without a chain and without waiting. */
class NodeFaultTest {

  private static final Address SOMEBODY = new Address("0x" + "11".repeat(20));
  private static final String BALANCE = "eth_getBalance";
  private static final String HEAD = "eth_getBlockByNumber";
  private static final int LIMIT = 10_000;

  private final FaultProxy node =
      FaultProxy.answering(
          Map.of(
              "eth_chainId",
              "\"0x%x\"".formatted(ChainSettings.LOCAL_CHAIN_ID),
              BALANCE,
              "\"0x7\"",
              HEAD,
              block(20)));
  private final TestTime time = new TestTime();
  private final ChainClient chain =
      new ChainClient(
          ChainSettings.local(node.node()),
          new NodeLimits(
              3, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofMillis(200), LIMIT),
          time);

  @AfterEach
  void close() {
    chain.close();
    node.close();
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        Arguments.of("no answer", FaultProxy.silence()),
        Arguments.of("429", FaultProxy.tooMany(0)),
        Arguments.of("429 as JSON-RPC", FaultProxy.error(-32005, "limit exceeded")),
        Arguments.of("500", FaultProxy.status(500)),
        Arguments.of("503", FaultProxy.status(503)),
        Arguments.of("reset", FaultProxy.reset()),
        Arguments.of("reset after delivery", FaultProxy.resetAfterDelivery()),
        Arguments.of("half an answer", FaultProxy.half()),
        Arguments.of("cut JSON", FaultProxy.cutJson()),
        Arguments.of("answer to another request", FaultProxy.otherId()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void shouldAskAgainAfterAFaultThatPasses(String name, FaultProxy.Fault fault) {
    node.next(BALANCE, fault, fault);

    assertThat(chain.balance(SOMEBODY)).as(name).isEqualTo(Wei.of("7"));

    assertThat(time.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(400));
  }

  static Stream<Arguments> lastingFaults() {
    return Stream.of(
        Arguments.of("no answer", FaultProxy.silence(), "chain-unreachable", "SocketTimeout"),
        Arguments.of("429", FaultProxy.tooMany(0), "node-busy", "too much to do"),
        Arguments.of("500", FaultProxy.status(500), "chain-unreachable", "HTTP 500"),
        Arguments.of("reset", FaultProxy.reset(), "chain-unreachable", "does not answer"),
        Arguments.of("half an answer", FaultProxy.half(), "broken-answer", "was cut off"),
        Arguments.of("cut JSON", FaultProxy.cutJson(), "broken-answer", "not whole JSON"),
        Arguments.of("other id", FaultProxy.otherId(), "broken-answer", "to another question"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastingFaults")
  void shouldGiveUpAfterThreeTriesAndSayWhatIsWrong(
      String name, FaultProxy.Fault fault, String code, String words) {
    node.always(BALANCE, fault);

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .as(name)
        .isInstanceOf(ChainUnreachableException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("127.0.0.1")
        .extracting(failure -> ((ChainException) failure).code())
        .isEqualTo(code);

    assertThat(node.requests(BALANCE)).hasSize(3);
  }

  @Test
  void shouldLeaveABusyNodeAloneForAsLongAsItAsks() {
    node.next(BALANCE, FaultProxy.tooMany(7));

    assertThat(chain.balance(SOMEBODY)).isEqualTo(Wei.of("7"));

    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void shouldNotWaitForANodeThatAsksForTooLong() {
    node.next(BALANCE, FaultProxy.tooMany(3600));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(NodeBusyException.class)
        .hasMessageContaining("3600 s");

    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void shouldStopReadingAnAnswerWithoutEndAndNotAskForItAgain() {
    node.always(BALANCE, FaultProxy.huge(LIMIT));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(BrokenAnswerException.class)
        .hasMessageContaining("larger than 10000 bytes");

    assertThat(node.requests(BALANCE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void shouldNotAskAgainWhatANodeWillNotAnswer(int status) {
    node.always(BALANCE, FaultProxy.status(status));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(ChainUnreachableException.class)
        .hasMessageContaining("HTTP " + status);

    assertThat(node.requests(BALANCE)).hasSize(1);
  }

  @Test
  void shouldSayWhatAnAnswerWithoutAResultLacks() {
    node.always(BALANCE, FaultProxy.result("null"));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(BrokenAnswerException.class)
        .hasMessageContaining("does not tell the balance");
  }

  @Test
  void shouldTellTheErrorOfANodeThatCouldNotReadTheQuestion() {
    node.always(
        BALANCE,
        exchange ->
            exchange.reply(
                200,
                "",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"too long\"}}"));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(NodeRefusedException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void shouldNotBelieveAnotherChainThatAnswersAfterAFault() {
    assertThat(chain.balance(SOMEBODY)).isEqualTo(Wei.of("7"));
    node.next(BALANCE, FaultProxy.reset());
    node.always("eth_chainId", FaultProxy.result("\"0x1\""));

    assertThatThrownBy(() -> chain.balance(SOMEBODY))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("serves chain 1");
  }

  @Test
  void shouldNotBelieveTheHeadOfAnotherChainThatAnswersWithoutAFault() {
    assertThat(chain.head().number()).isEqualTo(20);
    node.always("eth_chainId", FaultProxy.result("\"0x1\""));
    node.always(HEAD, FaultProxy.result(block(9_000)));

    assertThatThrownBy(chain::head)
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("serves chain 1");

    node.heal();
    assertThat(chain.head().number()).as("nothing of it is remembered").isEqualTo(20);
  }

  @Test
  void shouldWaitForANodeThatLagsBehindWhatItKnew() {
    assertThat(chain.head().number()).isEqualTo(20);
    node.next(HEAD, FaultProxy.result(block(10)));

    assertThat(chain.head().number()).isEqualTo(20);
  }

  @Test
  void shouldNameANodeThatStaysBehindWhatItKnew() {
    assertThat(chain.head().number()).isEqualTo(20);
    node.always(HEAD, FaultProxy.result(block(17)));

    assertThatThrownBy(chain::head)
        .isInstanceOf(StaleNodeException.class)
        .hasMessageContaining("known is block 20, it answers block 17");
  }

  @Test
  void shouldAcceptAHeadThatAReorganisationShortened() {
    assertThat(chain.head().number()).isEqualTo(20);
    node.always(HEAD, FaultProxy.result(block(18)));

    assertThat(chain.head().number()).isEqualTo(18);
  }

  static Stream<Arguments> batchFaults() {
    return Stream.of(
        Arguments.of("no batches", FaultProxy.error(-32600, "batches are not supported"), false),
        Arguments.of("out of order", FaultProxy.backwards(), false),
        Arguments.of("one missing", FaultProxy.oneMissing(), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batchFaults")
  void shouldGiveEachReceiptToItsTransaction(
      String name, FaultProxy.Fault fault, boolean isRepeated) {
    Bytes32 first = Bytes32.keccak256("first");
    Bytes32 second = Bytes32.keccak256("second");
    try (FaultProxy receipts = FaultProxy.over(new ReceiptNode());
        ChainClient client =
            new ChainClient(ChainSettings.local(receipts.node()), NodeLimits.standard(), time)) {
      receipts.next("eth_getTransactionReceipt", fault);

      assertThat(client.receipts(List.of(first, second)))
          .as(name)
          .allSatisfy(
              (hash, receipt) -> assertThat(receipt.getTransactionHash()).isEqualTo(hash.hex()))
          .containsOnlyKeys(first, second);

      assertThat(time.pauses()).hasSize(isRepeated ? 1 : 0);
    }
  }

  private static String block(long number) {
    return "{\"number\":\"0x%x\",\"hash\":\"%s\",\"timestamp\":\"0x1\"}"
        .formatted(number, Bytes32.keccak256("block " + number));
  }
}
