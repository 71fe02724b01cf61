package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

class NonceKeeperTest {

  private static final Account ACCOUNT = TestAccounts.number(1);
  private static final Bytes32 BLOCK = Bytes32.keccak256("block");

  private final MemoryTransactionJournal journal = new MemoryTransactionJournal();
  private final NonceKeeper nonces = new NonceKeeper(journal);

  @Test
  void shouldCountFromWhatTheNodeCountsAtFirst() {
    assertThat(nonces.next(7)).isEqualTo(7);
    assertThat(nonces.forgotten(7)).isEmpty();
  }

  @Test
  void shouldCountOnFromWhatWasSignedWhenTheNodeHasDroppedIt() {
    nonces.record(signed(7, "", 1));

    assertThat(nonces.next(7)).isEqualTo(8);
    assertThat(nonces.forgotten(7)).isEmpty();
  }

  @Test
  void shouldFollowTheNodeWhenAnotherProgramSent() {
    nonces.record(signed(7, "", 1));

    assertThat(nonces.next(9)).isEqualTo(9);
  }

  @Test
  void shouldUseANumberAgainThatWasGivenUp() {
    nonces.record(signed(7, "", 1));
    nonces.record(new TransactionRecord.GivenUp(7, "refused"));

    assertThat(nonces.next(7)).isEqualTo(7);
    assertThat(nonces.open()).isEmpty();
  }

  @Test
  void shouldTellWhatANodeHasForgottenHighestFirst() {
    nonces.record(signed(7, "", 1));
    nonces.record(end(7, 1, true));
    nonces.record(signed(8, "", 1));
    nonces.record(end(8, 1, true));
    nonces.record(signed(9, "", 1));

    assertThat(nonces.forgotten(7)).containsExactly(8L, 7L);
  }

  @Test
  void shouldKeepAllAttemptsOfANumber() {
    nonces.record(signed(7, "", 1));
    nonces.record(signed(7, "", 2));

    assertThat(nonces.open(7).orElseThrow().hashes())
        .containsExactly(attempt(7, 1).hash(), attempt(7, 2).hash());
  }

  @Test
  void shouldRememberByKeyWhatSucceededAndForgetWhatFailed() {
    nonces.record(signed(7, "good", 1));
    nonces.record(end(7, 1, true));
    nonces.record(signed(8, "bad", 1));
    nonces.record(end(8, 1, false));

    assertThat(nonces.settled("good")).isPresent();
    assertThat(nonces.settled("bad")).isEmpty();
  }

  @Test
  void shouldBringBackWhatWasUndoneWithAllItsAttempts() {
    nonces.record(signed(7, "key", 1));
    nonces.record(signed(7, "key", 2));
    nonces.record(end(7, 2, true));

    nonces.record(new TransactionRecord.Reopened(7));

    assertThat(nonces.settled("key")).isEmpty();
    assertThat(nonces.settled(7)).isEmpty();
    assertThat(nonces.open(7).orElseThrow().attempts()).hasSize(2);
  }

  @Test
  void shouldKnowTheSameAfterARestart() {
    List<TransactionRecord> records =
        List.of(
            signed(7, "key", 1),
            signed(8, "", 1),
            end(7, 1, true),
            new TransactionRecord.Reopened(7),
            signed(9, "", 1),
            new TransactionRecord.GivenUp(9, "refused"));
    records.forEach(nonces::record);

    NonceKeeper restarted = new NonceKeeper(journal);

    assertThat(restarted.open()).isEqualTo(nonces.open()).hasSize(2);
    assertThat(restarted.next(0)).isEqualTo(nonces.next(0)).isEqualTo(9);
  }

  @Test
  void shouldKnowNothingThatCouldNotBeWrittenDown() {
    NonceKeeper keeper = new NonceKeeper(new FullJournal());

    assertThatThrownBy(() -> keeper.record(signed(7, "", 1)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(keeper.open()).isEmpty();
    assertThat(keeper.next(7)).isEqualTo(7);
  }

  private static TransactionRecord signed(long nonce, String key, long fee) {
    Attempt attempt = attempt(nonce, fee);
    return new TransactionRecord.Signed(nonce, key, "pay", attempt.hash(), attempt.raw());
  }

  private static TransactionRecord end(long nonce, long fee, boolean succeeded) {
    return new TransactionRecord.Final(nonce, attempt(nonce, fee).hash(), 1, BLOCK, succeeded);
  }

  private static Attempt attempt(long nonce, long fee) {
    return Attempt.sign(
        ACCOUNT,
        RawTransaction.createTransaction(
            7,
            BigInteger.valueOf(nonce),
            BigInteger.TEN,
            ACCOUNT.address().hex(),
            BigInteger.ONE,
            "0x",
            BigInteger.valueOf(fee),
            BigInteger.valueOf(fee)));
  }

  /** A journal on a full disk. */
  private static final class FullJournal implements TransactionJournal {

    @Override
    public void record(TransactionRecord record) {
      throw new IllegalStateException("No space left on device");
    }

    @Override
    public List<TransactionRecord> records() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
