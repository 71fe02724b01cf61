package assay.registry.intent;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.Bond;
import assay.registry.actor.Role;
import assay.registry.seal.AgeRecipient;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Prepares what anybody does with his entry and his money in the vault. Thread-safe. */
public final class AccountIntents {

  private final ChainClient chain;
  private final Supplier<Deployment> deployment;
  private final IntentPreparer preparer;

  /**
   * @param deployment the contracts, once they are known
   */
  public AccountIntents(
      ChainClient chain, Supplier<Deployment> deployment, IntentPreparer preparer) {
    this.chain = chain;
    this.deployment = deployment;
    this.preparer = preparer;
  }

  /** What the account may take out of the vault or lock, in the newest block. */
  public Wei available(Address account) {
    return actors().available(account);
  }

  /** Joins with these roles, in the place of those that the account has. */
  public PreparedIntent join(Address account, Set<Role> roles, AgeRecipient recipient) {
    Intent intent =
        new Intent(
            "join",
            "Publishes that %s takes part as %s and is sealed to as %s."
                .formatted(account, new TreeSet<>(roles), recipient.text()),
            "The key can be replaced; what was sealed to the old one opens with the old one only.",
            Map.of("account", account.toString(), "recipient", recipient.text()));
    return preparer.prepare(account, intent, actors().join(roles, recipient));
  }

  /** Pays ether into the vault, where bounties and prices are paid from. */
  public PreparedIntent deposit(Address account, Wei amount) {
    Intent intent =
        new Intent(
            "deposit",
            "Moves %s ETH of %s into the vault.".formatted(amount.inEther(), account),
            "Nothing: what is not locked can be withdrawn.",
            Map.of("amount", amount.toString()));
    return preparer.prepare(account, intent, actors().deposit(amount));
  }

  /** Takes ether that is not locked out of the vault. */
  public PreparedIntent withdraw(Address account, Wei amount, Address to) {
    Intent intent =
        new Intent(
            "withdraw",
            "Sends %s ETH from the vault to %s.".formatted(amount.inEther(), to),
            "Ether sent to a wrong address does not come back.",
            Map.of("amount", amount.toString(), "to", to.toString()));
    return preparer.prepare(account, intent, actors().withdraw(amount, to));
  }

  /** What the account has bonded as an evaluator, in the newest block. */
  public Bond bond(Address account) {
    return actors().bond(account);
  }

  /** Asks for a part of an evaluator's bond back. */
  public PreparedIntent unbond(Address account, Wei amount) {
    Intent intent =
        new Intent(
            "unbond",
            "Asks for %s ETH of the bond of %s back: its tickets leave all draws asked for from now on."
                .formatted(amount.inEther(), account),
            "Tickets that left do not come back; bonding again makes new ones. A second question before the first is taken begins the delay anew for both.",
            Map.of("amount", amount.toString(), "account", account.toString()));
    return preparer.prepare(account, intent, actors().unbond(amount));
  }

  /** Takes what was asked back into the vault, once it is time. */
  public PreparedIntent withdrawBond(Address account) {
    Wei leaving = actors().bond(account).leaving();
    Intent intent =
        new Intent(
            "withdraw-bond",
            "Moves %s ETH that %s asked back from its bond into its balance in the vault."
                .formatted(leaving.inEther(), account),
            "Nothing: it can be bonded again.",
            Map.of("amount", leaving.toString(), "account", account.toString()));
    return preparer.prepare(account, intent, actors().withdrawBond());
  }

  private Actors actors() {
    return new Actors(chain, deployment.get());
  }
}
