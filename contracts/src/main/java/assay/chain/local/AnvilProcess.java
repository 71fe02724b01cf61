package assay.chain.local;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainSettings;
import assay.chain.Wei;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An anvil chain as a child process of this one, bound to 127.0.0.1 and limited in memory. Closing
 * it ends the process. Owns nothing else.
 */
public final class AnvilProcess implements DevelopmentChain {

  private static final String KEPT_STATES = "50";

  /**
   * Accounts whose keys everybody knows (the mnemonic "test test ... junk" of all development
   * chains) and for which the chain signs; funded in its first block.
   */
  private static final int DEVELOPMENT_ACCOUNTS = 4;

  private final DevelopmentNode process;

  private AnvilProcess(DevelopmentNode process) {
    this.process = process;
  }

  /** A chain that mines one block for each transaction at once, and forgets itself when closed. */
  public static AnvilProcess instant() {
    return start(Ports.free(), List.of("--accounts", "0"));
  }

  /**
   * A chain that mines every {@code blockTime} and finds its state again in {@code folder}. It
   * signs for a few development accounts.
   *
   * @param folder where the state and the log are kept; it must exist
   */
  public static AnvilProcess durable(int port, Path folder, Duration blockTime) {
    Path state = folder.resolve("chain.json");
    try {
      new KeptChain(state).keepOneFirstBlock();
    } catch (IOException e) {
      throw new UncheckedIOException("The chain in " + folder + " cannot be read", e);
    }
    return start(
        port,
        List.of(
            "--accounts",
            String.valueOf(DEVELOPMENT_ACCOUNTS),
            "--block-time",
            String.valueOf(blockTime.toSeconds()),
            "--state",
            state.toString(),
            "--state-interval",
            "1"));
  }

  @Override
  public URI node() {
    return process.address();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void fund(Address account, Wei amount) {
    process.call("anvil_setBalance", account.hex(), "0x" + amount.value().toString(16));
  }

  @Override
  public void mine(int blocks) {
    process.call("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  @Override
  public void advance(Duration time) {
    process.call("evm_increaseTime", time.toSeconds());
    mine(1);
  }

  /**
   * Makes every block's time follow from the one before, whatever the real time is: a run can be
   * had again.
   */
  public void countSeconds(int betweenBlocks) {
    process.call("anvil_setBlockTimestampInterval", betweenBlocks);
  }

  /** Mines a block with that time, which must be after the newest block's. */
  public void mineAt(Instant time) {
    process.call("evm_setNextBlockTimestamp", time.getEpochSecond());
    mine(1);
  }

  /** Whether each transaction gets a block at once; if not, it waits for {@link #mine}. */
  public void mineAtOnce(boolean isAtOnce) {
    process.call("evm_setAutomine", isAtOnce);
  }

  /** Sets what a unit of gas costs in the next block, without a tip. */
  public void setNextBaseFee(Wei fee) {
    process.call("anvil_setNextBlockBaseFeePerGas", "0x" + fee.value().toString(16));
  }

  /** Forgets the transactions that wait to be mined. */
  public void dropWaitingTransactions() {
    process.call("anvil_dropAllTransactions");
  }

  @Override
  public void replaceCode(Address contract, String code) {
    process.call("anvil_setCode", contract.hex(), code);
  }

  /** Writes one storage word of a contract, where nothing else can fix it. */
  public void setStorage(Address contract, long slot, Bytes32 value) {
    process.call("anvil_setStorageAt", contract.hex(), "0x" + Long.toHexString(slot), value.hex());
  }

  /** All of the chain, its blocks included, for {@link #become}. */
  public String state() {
    return process.ask("anvil_dumpState");
  }

  /** Makes this the same chain as the one whose state this is. */
  public void become(String state) {
    process.call("anvil_loadState", state);
  }

  /** Replaces the newest {@code depth} blocks by empty ones. */
  public void reorganise(int depth) {
    process.call("anvil_reorg", depth, List.of());
  }

  @Override
  public void close() {
    process.close();
  }

  private static AnvilProcess start(int port, List<String> options) {
    return new AnvilProcess(DevelopmentNode.start("anvil", command(port, options), port));
  }

  private static List<String> command(int port, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(AnvilBinary.locate().toString());
    command.addAll(
        List.of(
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--chain-id",
            String.valueOf(ChainSettings.LOCAL_CHAIN_ID),
            "--hardfork",
            "cancun",
            "--prune-history",
            KEPT_STATES,
            "--quiet"));
    command.addAll(options);
    return command;
  }
}
