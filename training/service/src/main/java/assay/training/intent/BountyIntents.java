package assay.training.intent;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.intent.Intent;
import assay.registry.intent.IntentPreparer;
import assay.registry.intent.PreparedIntent;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.ShownSamples;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.MarketCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Prepares what a researcher, or whoever leads on, does with bounties. Thread-safe. */
public final class BountyIntents {

  private final ChainClient chain;
  private final Supplier<Deployment> deployment;
  private final ContentStore store;
  private final IntentPreparer preparer;

  /**
   * @param deployment the contracts, once they are known
   * @param store where specifications are
   */
  public BountyIntents(
      ChainClient chain,
      Supplier<Deployment> deployment,
      ContentStore store,
      IntentPreparer preparer) {
    this.chain = chain;
    this.deployment = deployment;
    this.store = store;
    this.preparer = preparer;
  }

  /** What every hash that the account's next bounty commits to is bound to. */
  public BountyOrigin nextOrigin(Address researcher) {
    MarketCalls market = market();
    return new BountyOrigin(
        BigInteger.valueOf(deployment.get().chainId()),
        market.address(),
        researcher,
        market.nextNonce(researcher));
  }

  /** What opening a bounty costs apart from reward and panel fee. */
  public Wei openingFee() {
    return market().openingFee();
  }

  private BountySpec spec(Cid cid) {
    try (InputStream json = store.get(cid, BountySpec.MAX_BYTES)) {
      return BountySpec.parse(json.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The specification " + cid + " cannot be read.", e);
    }
  }

  /**
   * Opens a bounty whose specification is stored; locks the account's money in the vault.
   *
   * @param termsOf the terms that go with the stored specification
   * @throws assay.training.bounty.BountySpecRefusedException with the field and the reason
   */
  public PreparedIntent open(
      Address researcher, Cid specCid, Function<BountySpec, BountyTerms> termsOf) {
    BountySpec spec = spec(specCid);
    BountyTerms terms = termsOf.apply(spec);
    BountyTerms.Money money = terms.money();
    BountyId id = BountyId.of(nextOrigin(researcher), terms.spec().hash());
    Wei locked = money.reward().plus(money.panelFee());
    Intent intent =
        new Intent(
            "open-bounty",
            "Opens bounty %s, “%s”: locks %s ETH of reward and %s ETH for the panel, and pays the opening fee of %s ETH."
                .formatted(
                    id,
                    spec.name(),
                    money.reward().inEther(),
                    money.panelFee().inEther(),
                    openingFee().inEther()),
            "The terms never change. Until the public sample is shown you can take the bounty back, without the opening fee; after that the reward comes back only if nobody reaches the threshold.",
            Map.of("bounty", id.toString(), "name", spec.name(), "amount", locked.toString()));
    return preparer.prepare(researcher, intent, market().open(terms));
  }

  /** Shows public samples by their hashes; anybody who has the test set may. */
  public PreparedIntent revealSample(Address researcher, BountyId bounty, ShownSamples samples) {
    int count = samples.order().size();
    Intent intent =
        new Intent(
            "reveal-sample",
            "Shows %d public samples of bounty %s by their hashes.".formatted(count, bounty),
            "Shown samples stay public. With the last of them the bounty opens, and can no longer be taken back.",
            Map.of("bounty", bounty.toString(), "count", String.valueOf(count)));
    return preparer.prepare(researcher, intent, market().revealSample(bounty, samples));
  }

  /** Publishes the key of a test set that the panel says it cannot use. */
  public PreparedIntent publishTestKey(Address researcher, BountyId bounty, Bytes32 key) {
    Intent intent =
        about(
            bounty,
            "publish-test-key",
            "Publishes the key of bounty %s's test set, because the panel says that it cannot use it.",
            "From then on everybody can read the whole test set.");
    return preparer.prepare(researcher, intent, market().publishTestKey(bounty, key));
  }

  /** Takes a bounty back before its public sample is shown. */
  public PreparedIntent cancel(Address researcher, BountyId bounty) {
    Intent intent =
        about(
            bounty,
            "cancel-bounty",
            "Takes bounty %s back: reward and panel fee return to your balance in the vault.",
            "The bounty is over for good, and the opening fee is gone.");
    return preparer.prepare(researcher, intent, market().cancel(bounty));
  }

  /** Leads a bounty on by time, to a refund where nobody reached the threshold; anybody may. */
  public PreparedIntent leadOn(Address anybody, BountyId bounty) {
    Intent intent =
        about(
            bounty,
            "lead-on-bounty",
            "Leads bounty %s on from states whose time is over; pays out or gives back what is due then.",
            "What is paid stays paid.");
    return preparer.prepare(anybody, intent, market().poke(bounty));
  }

  /** Says that no key to the winning model came. */
  public PreparedIntent complain(Address researcher, BountyId bounty) {
    Intent intent =
        about(
            bounty,
            "complain",
            "Says that nobody delivered the key of bounty %s's model, and locks a tenth of the reward as a bond.",
            "If the key is then published, the bond is lost and the model is public.");
    return preparer.prepare(researcher, intent, market().complain(bounty));
  }

  /** Doubts the verdicts of a scored bounty. */
  public PreparedIntent challenge(Address anybody, BountyId bounty) {
    Intent intent =
        about(
            bounty,
            "challenge",
            "Has a second panel score bounty %s again, and locks its fees as a bond.",
            "If the second panel finds the same winner, the bond pays it.");
    return preparer.prepare(anybody, intent, market().challenge(bounty));
  }

  private static Intent about(BountyId bounty, String name, String says, String lasting) {
    return new Intent(name, says.formatted(bounty), lasting, Map.of("bounty", bounty.toString()));
  }

  private MarketCalls market() {
    return new MarketCalls(chain, deployment.get());
  }
}
