package assay.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * Reads one chain through one node. The node's chain id is checked before its first answer is
 * believed, and again after every time it did not answer: another may have taken its place.
 * Thread-safe; close it to free its connections.
 */
public final class ChainClient implements AutoCloseable {

  private static final long CONNECT_SECONDS = 5;
  private static final long ANSWER_SECONDS = 15;

  private final ChainSettings settings;
  private final OkHttpClient http;
  private final Web3j web3j;
  private volatile boolean chainIdChecked;

  public ChainClient(ChainSettings settings) {
    this.settings = settings;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
            .build();
    this.web3j = Web3j.build(new HttpService(settings.node().toString(), http));
  }

  public ChainSettings settings() {
    return settings;
  }

  /** The newest block. */
  public BlockRef head() {
    return block(DefaultBlockParameter.valueOf("latest"))
        .orElseThrow(() -> new NodeRefusedException("the newest block", "it has none"));
  }

  /** The newest block that no reorganisation within the configured finality can undo. */
  public BlockRef finalHead() {
    long number = Math.max(0, head().number() - settings.finality());
    return block(number)
        .orElseThrow(() -> new NodeRefusedException("block " + number, "it is not there"));
  }

  /** The canonical block of that height, if the chain is that long. */
  public Optional<BlockRef> block(long number) {
    return block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)));
  }

  public Wei balance(Address account) {
    return new Wei(
        answer(
                "the balance of " + account,
                web3j.ethGetBalance(account.hex(), DefaultBlockParameter.valueOf("latest")))
            .getBalance());
  }

  /** Whether a contract lives at the address. */
  public boolean hasCode(Address address) {
    return code(address).length > 0;
  }

  /** The code at the address, with the immutables that its constructor filled in. */
  public byte[] code(Address address) {
    return Numeric.hexStringToByteArray(
        answer(
                "the code of " + address,
                web3j.ethGetCode(address.hex(), DefaultBlockParameter.valueOf("latest")))
            .getCode());
  }

  /** What tells this chain from another with the same id: the hash of its block 0. */
  public Bytes32 genesis() {
    return block(0)
        .orElseThrow(() -> new NodeRefusedException("block 0", "it is not there"))
        .hash();
  }

  /** Events of the contracts in blocks {@code from} to {@code to}, both included, in order. */
  public List<Log> logs(List<Address> contracts, long from, long to) {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
            contracts.stream().map(Address::hex).toList());
    return answer("events of blocks %d to %d".formatted(from, to), web3j.ethGetLogs(filter))
        .getLogs()
        .stream()
        .map(result -> ((EthLog.LogObject) result).get())
        .toList();
  }

  /**
   * Runs a read through a generated wrapper, turning its failures into this package's exceptions.
   *
   * @param what the thing read, in words, for the message
   */
  public <T> T read(String what, Callable<T> call) {
    checkChainId();
    try {
      return call.call();
    } catch (IOException e) {
      chainIdChecked = false;
      throw new ChainUnreachableException(settings.node(), e);
    } catch (ChainException e) {
      throw e;
    } catch (Exception e) {
      throw new NodeRefusedException(what, String.valueOf(e.getMessage()));
    }
  }

  /** How a generated wrapper is made: its static {@code load} method. */
  @FunctionalInterface
  public interface WrapperLoader<T> {

    /** Binds the wrapper to a contract. */
    T load(String address, Web3j web3j, TransactionManager sender, ContractGasProvider gas);
  }

  /**
   * A generated wrapper that encodes calls and reads; it never signs. Its reads belong inside
   * {@link #read}.
   */
  public <T> T wrap(WrapperLoader<T> loader, Address contract) {
    return loader.load(contract.hex(), web3j, new ContractReader(web3j), new DefaultGasProvider());
  }

  /** Gas that a mined transaction used; empty if it is not mined. */
  public OptionalLong gasUsed(Bytes32 transaction) {
    return receipt(transaction).stream()
        .mapToLong(receipt -> receipt.getGasUsed().longValueExact())
        .findFirst();
  }

  BigInteger pendingNonce(Address account) {
    return answer(
            "the nonce of " + account,
            web3j.ethGetTransactionCount(account.hex(), DefaultBlockParameter.valueOf("pending")))
        .getTransactionCount();
  }

  Wei baseFee() {
    return new Wei(answer("the gas price", web3j.ethGasPrice()).getGasPrice());
  }

  /** Gas the call would use now; throws what the contract would refuse it with. */
  BigInteger estimateGas(Address from, ContractCall call) {
    return answer(call.purpose(), web3j.ethEstimateGas(transaction(from, call))).getAmountUsed();
  }

  /**
   * The code a creation would leave on chain; throws what the contract would refuse it with. Asked
   * of the block to come: constructors may look at the one before, which a new chain has not.
   */
  byte[] codeCreatedBy(Address from, ContractCall creation) {
    return Numeric.hexStringToByteArray(
        answer(
                creation.purpose(),
                web3j.ethCall(
                    transaction(from, creation), DefaultBlockParameter.valueOf("pending")))
            .getValue());
  }

  private static Transaction transaction(Address from, ContractCall call) {
    return new Transaction(
        from.hex(),
        null,
        null,
        null,
        call.to().map(Address::hex).orElse(null),
        call.value().value(),
        call.data());
  }

  Bytes32 broadcast(String purpose, String signed) {
    return new Bytes32(answer(purpose, web3j.ethSendRawTransaction(signed)).getTransactionHash());
  }

  Optional<TransactionReceipt> receipt(Bytes32 transaction) {
    return answer(
            "the receipt of " + transaction, web3j.ethGetTransactionReceipt(transaction.hex()))
        .getTransactionReceipt();
  }

  @Override
  public void close() {
    web3j.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private Optional<BlockRef> block(DefaultBlockParameter which) {
    EthBlock.Block found =
        answer("block " + which.getValue(), web3j.ethGetBlockByNumber(which, false)).getBlock();
    return Optional.ofNullable(found).map(ChainClient::blockRef);
  }

  private static BlockRef blockRef(EthBlock.Block block) {
    return new BlockRef(
        block.getNumber().longValueExact(),
        new Bytes32(block.getHash()),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()));
  }

  private <T extends Response<?>> T answer(String what, Request<?, T> request) {
    checkChainId();
    return unchecked(what, request);
  }

  private void checkChainId() {
    if (chainIdChecked) {
      return;
    }
    long found = unchecked("its chain id", web3j.ethChainId()).getChainId().longValueExact();
    if (found != settings.chainId()) {
      throw new WrongChainException(settings.node(), settings.chainId(), found);
    }
    chainIdChecked = true;
  }

  private <T extends Response<?>> T unchecked(String what, Request<?, T> request) {
    T response;
    try {
      response = request.send();
    } catch (IOException | RuntimeException e) {
      chainIdChecked = false;
      throw new ChainUnreachableException(settings.node(), e);
    }
    if (response.hasError()) {
      throw ContractErrors.refusal(what, response.getError());
    }
    return response;
  }
}
