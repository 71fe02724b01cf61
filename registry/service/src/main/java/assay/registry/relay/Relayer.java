package assay.registry.relay;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.ForwardRequest;
import assay.chain.InsufficientFundsException;
import assay.chain.KeyReusedException;
import assay.chain.RelayContract;
import assay.chain.TransactionPreparer;
import assay.chain.TransactionSender;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Brings in what accounts sign (EIP-712, ERC-2771) and pays the gas, from an account of the
 * operator's that is good for nothing else. A call goes to the protocol's contracts alone, moves no
 * ether of the operator's, and is tried out before it costs him anything. Thread-safe.
 */
public final class Relayer {

  /** From the newest block on. */
  private static final Duration VALID = Duration.ofMinutes(10);

  private final ChainClient chain;
  private final Supplier<Deployment> deployment;
  private final TransactionSender sender;
  private final long mostGas;

  /**
   * @param deployment the contracts, once they are known
   * @param sender whose account pays; it is this relayer's alone
   * @param mostGas the limit that a call may have
   */
  public Relayer(
      ChainClient chain, Supplier<Deployment> deployment, TransactionSender sender, long mostGas) {
    this.chain = chain;
    this.deployment = deployment;
    this.sender = sender;
    this.mostGas = mostGas;
  }

  /** Who brings calls in. */
  public Address address() {
    return sender.address();
  }

  public long mostGas() {
    return mostGas;
  }

  /**
   * The call as its sender may sign it: next, and for ten minutes.
   *
   * @throws RelayRefusedException if it would not be brought in, however signed
   */
  public ForwardRequest request(Address from, Address to, long gas, String data) {
    Instant until = chain.head().time().plus(VALID).truncatedTo(ChronoUnit.SECONDS);
    ForwardRequest request = new ForwardRequest(from, to, gas, contract().nonce(from), until, data);
    requireAllowed(request);
    return request;
  }

  /** What the sender's wallet signs. */
  public JsonNode typedData(ForwardRequest request) {
    return contract().typedData(request);
  }

  /**
   * Brings a signed call in. The same call brought twice goes in once.
   *
   * @param signature by its sender, {@code 0x} and hex
   * @return the transaction's hash
   * @throws RelayRefusedException if the relayer or the relay would not have it
   * @throws assay.chain.RevertedException if the called contract would refuse it
   * @throws RelayEmptyException if the relayer cannot pay
   */
  public Bytes32 bringIn(ForwardRequest request, String signature) {
    requireAllowed(request);
    RelayContract relay = contract();
    if (!relay.isGood(request, signature)) {
      throw new RelayRefusedException(
          "The request is not signed by %s, its deadline is over, or its nonce is not %s; ask for a request and sign that."
              .formatted(request.from(), relay.nonce(request.from())));
    }
    relay.tryOut(request);
    ContractCall call = relay.execute(request, signature);
    try {
      new TransactionPreparer(chain).prepare(sender.address(), call);
      return sender.post(key(request), call);
    } catch (KeyReusedException e) {
      throw new RelayRefusedException(
          "Another call of %s with the nonce %s is on its way; wait until it is mined."
              .formatted(request.from(), request.nonce()));
    } catch (InsufficientFundsException e) {
      throw new RelayEmptyException(sender.address(), e);
    }
  }

  private static String key(ForwardRequest request) {
    return "relay %s %s".formatted(request.from().hex(), request.nonce());
  }

  private void requireAllowed(ForwardRequest request) {
    boolean isOurs =
        deployment.get().addresses().entrySet().stream()
            .anyMatch(
                contract ->
                    contract.getKey() != ContractName.RELAY
                        && contract.getValue().equals(request.to()));
    if (!isOurs) {
      throw new RelayRefusedException(
          "%s is none of the protocol's contracts; only calls to those are relayed."
              .formatted(request.to()));
    }
    if (request.gas() > mostGas) {
      throw new RelayRefusedException(
          String.format(
              Locale.ROOT,
              "The call has a limit of %d gas, and no more than %d are paid for.",
              request.gas(),
              mostGas));
    }
  }

  /** Looks after what was brought in and is not mined yet. */
  public void resume() {
    sender.resume();
  }

  private RelayContract contract() {
    return new RelayContract(chain, deployment.get());
  }
}
