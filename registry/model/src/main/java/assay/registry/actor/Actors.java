package assay.registry.actor;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.RevertedException;
import assay.chain.Wei;
import assay.chain.contract.ActorRegistry;
import assay.chain.contract.Vault;
import assay.registry.seal.AgeRecipient;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Reads actors and the money they hold in the vault, and builds the calls that change them. */
public final class Actors {

  private final ChainClient chain;
  private final Address registryAddress;
  private final Address vaultAddress;
  private final ActorRegistry registry;
  private final Vault vault;

  public Actors(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.registryAddress = deployment.address(ContractName.ACTOR_REGISTRY);
    this.vaultAddress = deployment.address(ContractName.VAULT);
    this.registry = chain.wrap(ActorRegistry::load, registryAddress);
    this.vault = chain.wrap(Vault::load, vaultAddress);
  }

  /** What to seal to, if the account has joined. */
  public Optional<AgeRecipient> recipient(Address account) {
    Bytes32 key =
        Bytes32.of(
            chain.read("actor " + account, () -> registry.actorOf(account.hex()).send().recipient));
    return key.isZero() ? Optional.empty() : Optional.of(new AgeRecipient(key));
  }

  /** The roles an account has joined with. */
  public Set<Role> roles(Address account) {
    return Role.in(
        chain
            .read("actor " + account, () -> registry.actorOf(account.hex()).send().roles)
            .intValueExact());
  }

  /** What an account has bonded. */
  public Wei bonded(Address account) {
    return new Wei(
        chain.read("actor " + account, () -> registry.actorOf(account.hex()).send().bonded));
  }

  /** The account's bond, all of it zero if it has none. */
  public Bond bond(Address account) {
    ActorRegistry.Actor actor =
        chain.read("actor " + account, () -> registry.actorOf(account.hex()).send());
    return new Bond(
        new Wei(actor.bonded),
        new Wei(actor.locked),
        new Wei(actor.unbonding),
        actor.unbonding.signum() == 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(actor.unbondReadyAt.longValueExact())),
        ticketSize(),
        actor.tickets.intValueExact(),
        actor.contributing.intValueExact());
  }

  /** What an account may take out of the vault, or lock. */
  public Wei available(Address account) {
    return new Wei(
        chain.read(
            "the balance of " + account,
            () -> vault.available(Address.ZERO.hex(), account.hex()).send()));
  }

  /** Whether the account has registered a hash chain. */
  public boolean hasChain(Address account) {
    try {
      chain.read("the hash chain of " + account, () -> registry.chainOf(account.hex()).send());
      return true;
    } catch (RevertedException e) {
      if (e.error().equals("NoChain")) {
        return false;
      }
      throw e;
    }
  }

  /** The bond that counts as one ticket. */
  public Wei ticketSize() {
    return new Wei(chain.read("the ticket size", () -> registry.ticketSize().send()));
  }

  /** Joins with these roles, which replace those that the account has. */
  public ContractCall join(Set<Role> roles, AgeRecipient recipient) {
    int bits = roles.stream().mapToInt(Role::bit).sum();
    return call("join", registry.join(BigInteger.valueOf(bits), recipient.key().bytes()));
  }

  public ContractCall bond(Wei amount) {
    return call("bond", registry.bond(amount.value()));
  }

  /** Asks for a part of the bond back. */
  public ContractCall unbond(Wei amount) {
    return call("unbond", registry.unbond(amount.value()));
  }

  /** Takes what was asked back into the vault, once it is time. */
  public ContractCall withdrawBond() {
    return call("withdraw the bond", registry.withdrawBond());
  }

  public ContractCall registerChain(Bytes32 tip) {
    return call("register a hash chain", registry.registerChain(tip.bytes()));
  }

  /**
   * What an attester last said that he saw a rig reach.
   *
   * @return the attestation's hash, if there is one
   */
  public Optional<Bytes32> attestation(Address rig, Address attester) {
    Bytes32 hash =
        Bytes32.of(
            chain.read(
                "the attestation of " + rig,
                () -> registry.attestationOf(rig.hex(), attester.hex()).send()));
    return hash.isZero() ? Optional.empty() : Optional.of(hash);
  }

  public ContractCall attest(Address rig, Bytes32 benchmark) {
    return call("attest a benchmark", registry.attest(rig.hex(), benchmark.bytes()));
  }

  public ContractCall deposit(Wei amount) {
    return ContractCall.paying(
        "deposit", vaultAddress, vault.deposit(amount.value()).encodeFunctionCall(), amount);
  }

  public ContractCall withdraw(Wei amount, Address to) {
    return ContractCall.of(
        "withdraw",
        vaultAddress,
        vault.withdraw(Address.ZERO.hex(), amount.value(), to.hex()).encodeFunctionCall());
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, registryAddress, call.encodeFunctionCall());
  }
}
