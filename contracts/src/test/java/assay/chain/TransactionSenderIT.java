package assay.chain;

import static assay.chain.SenderWorld.gwei;
import static assay.chain.SenderWorld.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends, restarts, fees, batches and reorganisations against a real chain. */
class TransactionSenderIT {

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

  @Test
  void shouldSendOnceWhatWasWrittenDownBeforeAKillAndNotYetSent() {
    TransactionSender killed =
        new TransactionSender(
            world.client(1, SenderWorld.CAP, world.mining()),
            world.account(),
            killedAfterWriting(world.journal(), 1));
    assertThatThrownBy(() -> killed.send(payment(receiver, "1"))).isInstanceOf(Killed.class);
    assertThat(world.mined()).isZero();

    world.restarted(1, world.mining()).send(payment(receiver, "1"));

    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
    assertThat(world.mined()).isEqualTo(1);
  }

  @Test
  void shouldSendByItselfWhatNobodyAsksForAgain() {
    TransactionSender killed =
        new TransactionSender(
            world.client(1, SenderWorld.CAP, world.mining()),
            world.account(),
            killedAfterWriting(world.journal(), 1));
    assertThatThrownBy(() -> killed.send(payment(receiver, "1"))).isInstanceOf(Killed.class);

    TransactionSender restarted = world.restarted(1, world.mining());
    restarted.resume();
    world.anvil().mine(1);
    restarted.resume();

    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
    assertThat(world.written()).contains("\"step\":\"final\"");
  }

  @Test
  void shouldFindWhatWasSentBeforeAKillAndNotYetFinal() {
    TransactionSender killed = world.restarted(1, killing(1));
    assertThatThrownBy(() -> killed.send(payment(receiver, "1"))).isInstanceOf(Killed.class);
    assertThat(world.mined()).isEqualTo(1);

    Receipt receipt = world.restarted(1, world.mining()).send(payment(receiver, "1"));

    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
    assertThat(world.mined()).isEqualTo(1);
    assertThat(world.written()).contains(receipt.transaction().hex());
  }

  @Test
  void shouldSendAnEqualCallAgainOnceTheFirstIsFinal() {
    TransactionSender sender = world.restarted(0, world.mining());

    sender.send(payment(receiver, "1"));
    sender.send(payment(receiver, "1"));

    assertThat(paid()).isEqualTo(Wei.ofEther("2"));
  }

  @Test
  void shouldReturnTheEarlierReceiptForTheSameKeyEvenAfterARestart() {
    Receipt first = world.restarted(0, world.mining()).sendOnce("fee 1", payment(receiver, "1"));

    Receipt second = world.restarted(0, world.mining()).sendOnce("fee 1", payment(receiver, "1"));

    assertThat(second.transaction()).isEqualTo(first.transaction());
    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
  }

  @Test
  void shouldRefuseAnotherCallForTheSameKey() {
    TransactionSender sender = world.restarted(0, world.mining());
    sender.sendOnce("fee 1", payment(receiver, "1"));

    assertThatThrownBy(() -> sender.sendOnce("fee 1", payment(receiver, "2")))
        .isInstanceOf(KeyReusedException.class)
        .hasMessageContaining("fee 1");
  }

  @Test
  void shouldTellAnotherKeyApartEvenForAnEqualCall() {
    TransactionSender sender = world.restarted(0, world.mining());

    sender.sendOnce("fee 1", payment(receiver, "1"));
    sender.sendOnce("fee 2", payment(receiver, "1"));

    assertThat(paid()).isEqualTo(Wei.ofEther("2"));
  }

  /** Killed at random, five payments at a time, as often as it takes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldPayEveryBillOnceWhereverItIsKilled(long seed) {
    Random random = new Random(seed);
    int kills = 0;
    boolean isDone = false;
    while (!isDone) {
      isDone = kills >= 6 ? payAll(Integer.MAX_VALUE, false) : payAll(random.nextInt(9), true);
      kills++;
    }

    assertThat(paid()).as("seed %d", seed).isEqualTo(Wei.ofEther("5"));
    assertThat(world.mined()).as("seed %d", seed).isEqualTo(5);
  }

  private boolean payAll(int step, boolean isKilled) {
    world.kill();
    TestTime time =
        new TestTime(
            count -> {
              if (isKilled && count > step) {
                throw new Killed();
              }
              world.anvil().mine(1);
            });
    TransactionJournal journal = world.journal();
    TransactionSender sender =
        new TransactionSender(
            world.client(2, SenderWorld.CAP, time),
            world.account(),
            isKilled ? killedAfterWriting(journal, 1 + step / 2) : journal);
    try {
      for (int bill = 0; bill < 5; bill++) {
        sender.sendOnce("bill " + bill, payment(receiver, "1"));
      }
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  @Test
  void shouldOfferMoreForWhatIsNotMined() {
    world.anvil().mineAtOnce(false);
    world.anvil().setNextBaseFee(gwei(1));
    world.anvil().mine(1);
    TransactionSender sender =
        world.restarted(
            0,
            world.during(
                count -> {
                  if (count <= 6) {
                    world.anvil().setNextBaseFee(gwei(20));
                  }
                  world.anvil().mine(1);
                }));

    Receipt receipt = sender.send(payment(receiver, "1"));

    List<String> signed = world.written().lines().filter(line -> line.contains("\"raw\"")).toList();
    assertThat(signed).hasSize(2);
    assertThat(signed.get(1)).contains(receipt.transaction().hex());
    assertThat(world.mined()).isEqualTo(1);
    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
  }

  @Test
  void shouldWriteAReplacementDownBeforeItIsSent() {
    world.anvil().mineAtOnce(false);
    world.anvil().setNextBaseFee(gwei(1));
    world.anvil().mine(1);
    WaitingTime dear =
        world.during(
            count -> {
              world.anvil().setNextBaseFee(gwei(20));
              world.anvil().mine(1);
            });
    TransactionSender killed =
        new TransactionSender(
            world.client(0, SenderWorld.CAP, dear),
            world.account(),
            killedAfterWriting(world.journal(), 2));

    assertThatThrownBy(() -> killed.send(payment(receiver, "1"))).isInstanceOf(Killed.class);

    assertThat(world.direct().knows(newest().hash())).isFalse();
    world.restarted(0, world.mining()).send(payment(receiver, "1"));
    assertThat(world.mined()).isEqualTo(1);
  }

  private static TransactionRecord.Signed newest() {
    world.kill();
    List<TransactionRecord> records = world.journal().records();
    return (TransactionRecord.Signed) records.get(records.size() - 1);
  }

  @Test
  void shouldNotBelieveAReceiptOfABlockThatTheChainDoesNotHave() {
    TestTime time = new TestTime();
    world
        .proxy()
        .next(
            "eth_getTransactionReceipt",
            exchange ->
                exchange.reply(
                    200,
                    "",
                    exchange
                        .passOn()
                        .replaceAll(
                            "\"blockHash\":\"0x[0-9a-f]*\"",
                            "\"blockHash\":\"" + Bytes32.keccak256("orphan") + "\"")));

    world.restarted(0, time).send(payment(receiver, "1"));

    assertThat(time.pauses()).hasSize(1);
  }

  @Test
  void shouldNeverOfferMoreThanTheCap() {
    world.anvil().mineAtOnce(false);
    world.anvil().setNextBaseFee(gwei(1));
    world.anvil().mine(1);
    TransactionSender sender =
        world.restarted(
            0,
            gwei(3),
            world.during(
                count -> {
                  world.anvil().setNextBaseFee(gwei(20));
                  world.anvil().mine(1);
                }));

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(TransactionLostException.class)
        .hasMessageContaining("max-fee-per-gas");

    assertThat(world.written().lines()).hasSize(1);
    world.anvil().setNextBaseFee(gwei(1));
    world.anvil().mine(1);
  }

  @Test
  void shouldSayThatGasCostsMoreThanTheCap() {
    world.anvil().setNextBaseFee(gwei(10));
    world.anvil().mine(1);
    TransactionSender sender = world.restarted(0, gwei(2), world.mining());

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(FeeCapException.class)
        .hasMessageContaining("base fee is 10000000000 wei, the cap is 2000000000 wei")
        .hasMessageContaining("raise max-fee-per-gas");

    assertThat(world.written()).isEmpty();
    world.anvil().setNextBaseFee(gwei(1));
    world.anvil().mine(1);
  }

  @Test
  void shouldNameTheAccountThatAnotherProgramSendsFrom() {
    world.anvil().mineAtOnce(false);
    TransactionSender sender =
        world.restarted(
            0,
            world.during(
                count -> {
                  if (count == 1) {
                    world.anvil().dropWaitingTransactions();
                    world.anvil().mineAtOnce(true);
                    new TransactionSender(world.direct(), world.account())
                        .send(payment(receiver, "2"));
                  }
                  world.anvil().mine(1);
                }));

    assertThatThrownBy(() -> sender.send(payment(receiver, "1")))
        .isInstanceOf(NonceTakenException.class)
        .hasMessageContaining("number 0 of account " + world.account().address());

    sender.send(payment(receiver, "1"));
    assertThat(paid()).isEqualTo(Wei.ofEther("3"));
  }

  @Test
  void shouldUseConsecutiveNumbersForABatch() {
    TransactionSender sender = world.restarted(1, world.mining());

    List<Receipt> receipts =
        sender.sendAll(
            List.of(payment(receiver, "1"), payment(receiver, "2"), payment(receiver, "3")));

    assertThat(receipts).hasSize(3);
    assertThat(paid()).isEqualTo(Wei.ofEther("6"));
    assertThat(world.mined()).isEqualTo(3);
  }

  @Test
  void shouldSendNothingAfterTheCallOfABatchThatCannotBeSent() {
    TransactionSender sender = world.restarted(1, world.mining());
    List<ContractCall> calls =
        List.of(payment(receiver, "1"), payment(receiver, "1000"), payment(receiver, "2"));

    assertThatThrownBy(() -> sender.sendAll(calls))
        .isInstanceOf(BatchStoppedException.class)
        .hasMessageContaining("Call 2 of the batch (pay 1000 ETH) failed, 1 others were done")
        .satisfies(
            failure -> {
              assertThat(((BatchStoppedException) failure).position()).isEqualTo(1);
              assertThat(((BatchStoppedException) failure).receipts()).hasSize(1);
            });

    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
    sender.send(payment(receiver, "2"));
    assertThat(world.mined()).isEqualTo(2);
  }

  @Test
  void shouldAskForTheReceiptsOfABatchTogether() {
    TransactionSender sender = world.restarted(0, world.mining());
    int before = world.proxy().requests("eth_getTransactionReceipt").size();

    sender.sendAll(List.of(payment(receiver, "1"), payment(receiver, "2")));

    assertThat(world.proxy().requests("eth_getTransactionReceipt")).hasSize(before + 1);
  }

  @Test
  void shouldSendAgainWhatAReorganisationUndid() {
    TransactionSender sender =
        world.restarted(
            3,
            world.during(
                count -> {
                  if (count == 2) {
                    world.anvil().reorganise(2);
                    world.anvil().dropWaitingTransactions();
                    assertThat(paid()).isEqualTo(Wei.ZERO);
                  }
                  world.anvil().mine(1);
                }));

    Receipt receipt = sender.send(payment(receiver, "1"));

    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
    assertThat(world.mined()).isEqualTo(1);
    assertThat(world.direct().head().number() - receipt.block()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void shouldSendTheSameAgainForItsKeyWhenTheChainUndidWhatWasFinal() {
    TransactionSender sender = world.restarted(0, world.mining());
    Receipt undone = sender.sendOnce("bill", payment(receiver, "1"));
    world.anvil().reorganise(1);
    world.anvil().dropWaitingTransactions();

    Receipt receipt = world.restarted(0, world.mining()).sendOnce("bill", payment(receiver, "1"));

    assertThat(receipt.transaction()).isEqualTo(undone.transaction());
    assertThat(paid()).isEqualTo(Wei.ofEther("1"));
  }

  @Test
  void shouldBringBackWhatTheChainUndidBeforeItSendsMore() {
    TransactionSender sender = world.restarted(0, world.mining());
    sender.send(payment(receiver, "1"));
    sender.send(payment(receiver, "2"));
    world.anvil().reorganise(2);
    world.anvil().dropWaitingTransactions();

    sender.send(payment(receiver, "4"));

    assertThat(paid()).isEqualTo(Wei.ofEther("7"));
    assertThat(world.mined()).isEqualTo(3);
  }

  private Wei paid() {
    return world.direct().balance(receiver);
  }

  private static WaitingTime killing(int atPause) {
    return new TestTime(
        count -> {
          if (count == atPause) {
            throw new Killed();
          }
        });
  }

  /** A process that dies between writing a record and doing what it announces. */
  private static TransactionJournal killedAfterWriting(TransactionJournal journal, int records) {
    return new TransactionJournal() {
      private int written;

      @Override
      public void record(TransactionRecord record) {
        journal.record(record);
        written++;
        if (written == records) {
          throw new Killed();
        }
      }

      @Override
      public List<TransactionRecord> records() {
        return journal.records();
      }

      @Override
      public void close() {
        journal.close();
      }
    };
  }
}
