package assay.chain;

import assay.chain.local.AnvilProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An account on an anvil chain behind a fault proxy, and its journal's folder. Senders are made and
 * killed at will; time passes only in pauses, in which a test may mine.
 */
final class SenderWorld implements AutoCloseable {

  private static final AtomicInteger ACCOUNTS = new AtomicInteger(5_000);

  static final Wei CAP = gwei(100);

  private final AnvilProcess anvil = AnvilProcess.instant();
  private final FaultProxy proxy = FaultProxy.before(anvil.node());
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Path folder;
  private Account account = TestAccounts.number(ACCOUNTS.incrementAndGet());
  private final ChainClient direct;

  SenderWorld(Path folder) {
    this.folder = folder;
    direct = client(anvil.node(), 0, CAP, WaitingTime.real());
    opened.remove(direct);
    newAccount();
  }

  static Wei gwei(long amount) {
    return new Wei(BigInteger.valueOf(1_000_000_000L)).times(amount);
  }

  /** Goes on with another account, so that tests can share a chain. */
  void newAccount() {
    account = TestAccounts.number(ACCOUNTS.incrementAndGet());
    anvil.fund(account.address(), Wei.ofEther("100"));
    proxy.heal();
    anvil.mineAtOnce(true);
  }

  AnvilProcess anvil() {
    return anvil;
  }

  FaultProxy proxy() {
    return proxy;
  }

  Account account() {
    return account;
  }

  /** The chain without the proxy. */
  ChainClient direct() {
    return direct;
  }

  /** A chain client through the proxy. */
  ChainClient client(int finality, Wei cap, WaitingTime time) {
    return client(proxy.node(), finality, cap, time);
  }

  FileTransactionJournal journal() {
    FileTransactionJournal journal =
        FileTransactionJournal.open(folder, ChainSettings.LOCAL_CHAIN_ID, account.address());
    opened.add(journal);
    return journal;
  }

  /** A new process: a sender over what the folder holds. */
  TransactionSender restarted(int finality, WaitingTime time) {
    return restarted(finality, CAP, time);
  }

  TransactionSender restarted(int finality, Wei cap, WaitingTime time) {
    kill();
    return new TransactionSender(client(finality, cap, time), account, journal());
  }

  /** Ends the sender's process: its locks go, its memory is lost. */
  void kill() {
    opened.forEach(SenderWorld::close);
    opened.clear();
  }

  /** Time in whose pauses blocks are mined. */
  WaitingTime mining() {
    return during(count -> anvil.mine(1));
  }

  WaitingTime during(Consumer<Integer> pause) {
    return new TestTime(pause);
  }

  static ContractCall payment(Address to, String ether) {
    return ContractCall.paying("pay " + ether + " ETH", to, "0x", Wei.ofEther(ether));
  }

  static Address receiver() {
    return TestAccounts.number(ACCOUNTS.incrementAndGet()).address();
  }

  /** How many of the account's transactions are mined. */
  long mined() {
    return direct.nonce(account.address());
  }

  String written() {
    try {
      return Files.readString(
          folder.resolve(
              "transactions-%d-%s.jsonl"
                  .formatted(ChainSettings.LOCAL_CHAIN_ID, account.address().hex())));
    } catch (IOException e) {
      throw new UncheckedIOException("No journal was written", e);
    }
  }

  @Override
  public void close() {
    kill();
    direct.close();
    proxy.close();
    anvil.close();
  }

  private ChainClient client(URI node, int finality, Wei cap, WaitingTime time) {
    ChainClient client =
        new ChainClient(
            new ChainSettings(
                node,
                ChainSettings.LOCAL_CHAIN_ID,
                finality,
                cap,
                Duration.ofMillis(20),
                Duration.ofSeconds(2)),
            new NodeLimits(
                3, Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofSeconds(1), 1 << 24),
            time);
    opened.add(client);
    return client;
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      throw new IllegalStateException("A test's client could not be closed", e);
    }
  }
}
