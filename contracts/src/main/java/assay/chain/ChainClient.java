package assay.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthGetTransactionCount;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * Reads one chain through one node. What a node may do wrong, and what comes of it, is in
 * docs/chain-client.md. Thread-safe; close it to free its connections.
 */
public final class ChainClient implements AutoCloseable {

  private final ChainSettings settings;
  private final NodeConnection connection;
  private final Web3j web3j;
  private final AtomicLong highest = new AtomicLong(-1);

  public ChainClient(ChainSettings settings) {
    this(settings, NodeLimits.standard(), WaitingTime.real());
  }

  ChainClient(ChainSettings settings, NodeLimits limits, WaitingTime time) {
    this.settings = settings;
    this.connection = new NodeConnection(settings, limits, time);
    this.web3j = Web3j.build(connection);
  }

  public ChainSettings settings() {
    return settings;
  }

  /**
   * The newest block.
   *
   * @throws StaleNodeException if the node knew more once, by more than finality
   * @throws WrongChainException if the node serves another chain, if only by now
   */
  public BlockRef head() {
    for (int tried = 1; ; tried++) {
      BlockRef head = newest();
      long known = highest.accumulateAndGet(head.number(), Math::max);
      if (known - head.number() <= settings.finality()) {
        return head;
      }
      waitForTheNode(tried, "block " + known, "block " + head.number());
    }
  }

  /** Waits for a node that lags behind, or says so after some tries. */
  void waitForTheNode(int tried, String known, String answered) {
    if (tried >= connection.limits().tries()) {
      throw new StaleNodeException(settings.node(), known, answered);
    }
    time().pause(connection.limits().pauseAfter(tried), "the chain node");
  }

  /** What was known once is held against the node for good, so it must be of this chain. */
  private BlockRef newest() {
    BlockRef newest =
        block(DefaultBlockParameter.valueOf("latest"))
            .orElseThrow(() -> new NodeRefusedException("the newest block", "it has none"));
    connection.confirmChainId();
    return newest;
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

  /** The canonical blocks of those heights by height, as many as there are, asked for together. */
  public Map<Long, BlockRef> blocks(Collection<Long> numbers) {
    BatchRequest batch = web3j.newBatch();
    numbers.forEach(
        number ->
            batch.add(
                web3j.ethGetBlockByNumber(
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(number)), false)));
    Map<Long, BlockRef> found = new HashMap<>();
    for (Response<?> response : connection.sendBatch(batch).getResponses()) {
      decode("a block", (EthBlock) response, ChainClient::blockRef)
          .ifPresent(block -> found.put(block.number(), block));
    }
    return found;
  }

  public Wei balance(Address account) {
    return answer(
        "the balance of " + account,
        web3j.ethGetBalance(account.hex(), DefaultBlockParameter.valueOf("latest")),
        response -> new Wei(response.getBalance()));
  }

  /** Whether a contract lives at the address. */
  public boolean hasCode(Address address) {
    return code(address).length > 0;
  }

  /** The code at the address, with the immutables that its constructor filled in. */
  public byte[] code(Address address) {
    return code(address, DefaultBlockParameter.valueOf("latest"));
  }

  /** The code at the address after that block. */
  byte[] codeAt(Address address, long block) {
    return code(address, DefaultBlockParameter.valueOf(BigInteger.valueOf(block)));
  }

  private byte[] code(Address address, DefaultBlockParameter block) {
    return answer(
        "the code of " + address,
        web3j.ethGetCode(address.hex(), block),
        response -> Numeric.hexStringToByteArray(response.getCode()));
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
    return logs(filter, from, to);
  }

  /**
   * Events of one contract with these first topics, in order.
   *
   * @param topics the event's own first, then its indexed parameters as words
   */
  public List<Log> logs(Address contract, List<Bytes32> topics, long from, long to) {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
            contract.hex());
    topics.forEach(topic -> filter.addSingleTopic(topic.hex()));
    return logs(filter, from, to);
  }

  private List<Log> logs(EthFilter filter, long from, long to) {
    return answer(
        "events of blocks %d to %d".formatted(from, to),
        web3j.ethGetLogs(filter),
        response ->
            response.getLogs().stream().map(result -> ((EthLog.LogObject) result).get()).toList());
  }

  /**
   * Runs a read through a generated wrapper, turning its failures into this package's exceptions.
   *
   * @param what the thing read, in words, for the message
   */
  public <T> T read(String what, Callable<T> call) {
    try {
      return call.call();
    } catch (IOException e) {
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

  /** How many transactions of the account are mined or wait to be. */
  BigInteger pendingNonce(Address account) {
    return nonce(account, DefaultBlockParameter.valueOf("pending"));
  }

  /** How many transactions of the account are mined in the newest block. */
  long nonce(Address account) {
    return nonce(account, DefaultBlockParameter.valueOf("latest")).longValueExact();
  }

  /** How many transactions of the account are mined in that block and before. */
  long nonceAt(Address account, long block) {
    return nonce(account, DefaultBlockParameter.valueOf(BigInteger.valueOf(block)))
        .longValueExact();
  }

  /** What is signed, given up or held against a second program follows from it. */
  private BigInteger nonce(Address account, DefaultBlockParameter block) {
    BigInteger count =
        answer(
            "the nonce of " + account,
            web3j.ethGetTransactionCount(account.hex(), block),
            EthGetTransactionCount::getTransactionCount);
    connection.confirmChainId();
    return count;
  }

  /** What one unit of gas costs in the newest block, without a tip (EIP-1559). */
  public Wei baseFee() {
    return answer(
        "the base fee",
        web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf("latest"), false),
        response -> new Wei(response.getBlock().getBaseFeePerGas()));
  }

  /** Gas the call would use now; throws what the contract would refuse it with. */
  BigInteger estimateGas(Address from, ContractCall call) {
    return answer(
        call.purpose(),
        web3j.ethEstimateGas(transaction(from, call)),
        EthEstimateGas::getAmountUsed);
  }

  /**
   * The code a creation would leave on chain; throws what the contract would refuse it with. Asked
   * of the block to come: constructors may look at the one before, which a new chain has not.
   */
  byte[] codeCreatedBy(Address from, ContractCall creation) {
    return answer(
        creation.purpose(),
        web3j.ethCall(transaction(from, creation), DefaultBlockParameter.valueOf("pending")),
        response -> Numeric.hexStringToByteArray(response.getValue()));
  }

  /**
   * What any contract, known or not, answers in the state after that block, with no more gas than
   * that; nothing where there is no contract. It cannot change anything.
   *
   * @return empty if the contract refuses or needs more gas
   */
  public Optional<byte[]> ask(ContractCall call, long gas, BlockRef block) {
    Transaction asked =
        new Transaction(
            Address.ZERO.hex(),
            null,
            null,
            BigInteger.valueOf(gas),
            call.toHex(),
            null,
            call.data());
    EthCall response =
        unchecked(
            web3j.ethCall(
                asked, DefaultBlockParameter.valueOf(BigInteger.valueOf(block.number()))));
    if (response.hasError() && ContractErrors.isOfTheContract(response.getError())) {
      return Optional.empty();
    }
    return Optional.of(
        decode(
            call.purpose(),
            response,
            answer -> Numeric.hexStringToByteArray(String.valueOf(answer.getValue()))));
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

  /** Hands the signed transaction to the node. */
  Broadcast broadcast(String purpose, String signed) {
    EthSendTransaction response = unchecked(web3j.ethSendRawTransaction(signed));
    return response.hasError()
        ? Broadcast.refused(purpose, response.getError())
        : Broadcast.ACCEPTED;
  }

  /**
   * What a transaction carried, as {@code 0x} hex text; empty if the node does not have it. Proves
   * what its sender meant, which events tell only in part.
   */
  public Optional<String> input(Bytes32 transaction) {
    return answer(
        "transaction " + transaction,
        web3j.ethGetTransactionByHash(transaction.hex()),
        response ->
            response
                .getTransaction()
                .map(org.web3j.protocol.core.methods.response.Transaction::getInput));
  }

  /** Whether the node has the transaction, mined or not. */
  boolean knows(Bytes32 transaction) {
    return answer(
        "transaction " + transaction,
        web3j.ethGetTransactionByHash(transaction.hex()),
        response -> response.getTransaction().isPresent());
  }

  Optional<TransactionReceipt> receipt(Bytes32 transaction) {
    return Optional.ofNullable(receipts(List.of(transaction)).get(transaction));
  }

  /** Receipts of those that are mined, asked for together. */
  Map<Bytes32, TransactionReceipt> receipts(Collection<Bytes32> transactions) {
    BatchRequest batch = web3j.newBatch();
    transactions.forEach(hash -> batch.add(web3j.ethGetTransactionReceipt(hash.hex())));
    Map<Bytes32, TransactionReceipt> found = new HashMap<>();
    for (Response<?> response : connection.sendBatch(batch).getResponses()) {
      decode(
              "a receipt",
              (EthGetTransactionReceipt) response,
              EthGetTransactionReceipt::getTransactionReceipt)
          .ifPresent(receipt -> found.put(new Bytes32(receipt.getTransactionHash()), receipt));
    }
    return found;
  }

  WaitingTime time() {
    return connection.time();
  }

  @Override
  public void close() {
    web3j.shutdown();
  }

  private Optional<BlockRef> block(DefaultBlockParameter which) {
    return answer(
        "block " + which.getValue(),
        web3j.ethGetBlockByNumber(which, false),
        ChainClient::blockRef);
  }

  private static Optional<BlockRef> blockRef(EthBlock response) {
    return Optional.ofNullable(response.getBlock()).map(ChainClient::blockRef);
  }

  private static BlockRef blockRef(EthBlock.Block block) {
    return new BlockRef(
        block.getNumber().longValueExact(),
        new Bytes32(block.getHash()),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()));
  }

  private <T extends Response<?>, R> R answer(
      String what, Request<?, T> request, Function<T, R> decoder) {
    return decode(what, unchecked(request), decoder);
  }

  private <T extends Response<?>, R> R decode(String what, T response, Function<T, R> decoder) {
    if (response.hasError()) {
      throw ContractErrors.refusal(what, response.getError());
    }
    try {
      return decoder.apply(response);
    } catch (RuntimeException e) {
      throw new BrokenAnswerException(settings.node(), "does not tell " + what);
    }
  }

  private <T extends Response<?>> T unchecked(Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new ChainUnreachableException(settings.node(), e);
    }
  }
}
