package assay.registry.intent;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.Wei;
import assay.registry.actor.Actors;
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

  private Actors actors() {
    return new Actors(chain, deployment.get());
  }
}
