package assay.training.economy;

import assay.chain.Address;
import assay.chain.ContractName;
import assay.chain.contract.Vault;
import assay.registry.actor.Actors;
import assay.training.bounty.BountyId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What everybody has in the vault, free and bonded, as the chain says. */
final class Purses {

  private static final String ETHER = Address.ZERO.hex();

  private final PlayedChain chain;
  private final Actors actors;
  private final Vault vault;
  private final List<Player<?>> everybody;

  Purses(PlayedChain chain, Cast cast) {
    this.chain = chain;
    this.actors = new Actors(chain.client(), chain.deployment());
    this.vault = chain.client().wrap(Vault::load, chain.deployment().address(ContractName.VAULT));
    this.everybody = cast.everybody();
  }

  /** Of each player, what is available and what is bonded together, in wei. */
  Map<Player<?>, BigInteger> count() {
    Map<Player<?>, BigInteger> purses = new LinkedHashMap<>();
    for (Player<?> player : everybody) {
      BigInteger available = actors.available(player.address()).value();
      boolean isEvaluator = player.way() instanceof EvaluatorWay;
      BigInteger bonded = isEvaluator ? actors.bonded(player.address()).value() : BigInteger.ZERO;
      purses.put(player, available.add(bonded));
    }
    return purses;
  }

  BigInteger burned() {
    return chain.client().read("what is burned", () -> vault.burned(ETHER).send());
  }

  /** What the bounty's pot and the module that keeps it still hold. */
  BigInteger left(BountyId bounty) {
    String payouts = chain.deployment().address(ContractName.PAYOUTS).hex();
    BigInteger pot =
        chain
            .client()
            .read("a pot", () -> vault.potOf(payouts, bounty.value().bytes(), ETHER).send());
    return pot.add(
        chain.client().read("a module's money", () -> vault.available(ETHER, payouts).send()));
  }

  /** All ether that the vault has. */
  BigInteger vault() {
    return chain.client().balance(chain.deployment().address(ContractName.VAULT)).value();
  }
}
