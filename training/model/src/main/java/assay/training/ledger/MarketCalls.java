package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.Wei;
import assay.chain.contract.BountyMarket;
import assay.registry.content.Cid;
import assay.training.bounty.BountyId;
import assay.training.bounty.SampleBatch;
import assay.training.bounty.ShownSamples;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls that change a bounty, ready to be signed. Immutable. */
public final class MarketCalls {

  private final ChainClient chain;
  private final Address address;
  private final BountyMarket market;

  public MarketCalls(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.address = deployment.address(ContractName.BOUNTY_MARKET);
    this.market = chain.wrap(BountyMarket::load, address);
  }

  /** The market contract. */
  public Address address() {
    return address;
  }

  /** The number the researcher's next bounty must carry. */
  public BigInteger nextNonce(Address researcher) {
    return chain.read("the nonce of " + researcher, () -> market.nonceOf(researcher.hex()).send());
  }

  /** What opening a bounty costs apart from reward and panel fee. */
  public Wei openingFee() {
    return new Wei(chain.read("the opening fee", () -> market.openingFee().send()));
  }

  public ContractCall open(BountyTerms terms) {
    return call(
        "open a bounty",
        market.open(terms(terms), windows(terms), datasets(terms), extras(terms.extras())));
  }

  /** Reveals the next public samples. */
  public ContractCall revealSample(BountyId bounty, SampleBatch batch) {
    return revealSample(bounty, batch.shown());
  }

  /** The same of samples that are known by their hashes. */
  public ContractCall revealSample(BountyId bounty, ShownSamples samples) {
    return call("reveal the public sample", market.revealSample(id(bounty), batch(samples)));
  }

  public ContractCall cancel(BountyId bounty) {
    return call("cancel a bounty", market.cancel(id(bounty)));
  }

  public ContractCall complain(BountyId bounty) {
    return call("complain that no key came", market.complain(id(bounty)));
  }

  /** Publishes the key of the test set, which the panel said it cannot use. */
  public ContractCall publishTestKey(BountyId bounty, Bytes32 key) {
    return call("publish the test set's key", market.publishTestKey(id(bounty), key.bytes()));
  }

  public ContractCall publishKey(BountyId bounty, Bytes32 key) {
    return call("publish a checkpoint's key", market.publishKey(id(bounty), key.bytes()));
  }

  /** Doubts the verdicts of a scored bounty; locks a second panel's fees. */
  public ContractCall challenge(BountyId bounty) {
    return call("challenge the verdicts", market.challenge(id(bounty)));
  }

  /** Whether a poke in the next block would lead the bounty on by time. */
  public boolean isDue(BountyId bounty) {
    BigInteger deadline =
        chain.read("the state of " + bounty, () -> market.stateOf(id(bounty)).send().deadline);
    return deadline.signum() > 0
        && deadline.longValueExact() <= chain.head().time().getEpochSecond();
  }

  /** Leads a bounty on from a state whose deadline has passed. */
  public ContractCall poke(BountyId bounty) {
    return call("lead a bounty on", market.poke(id(bounty)));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }

  private static byte[] id(BountyId bounty) {
    return bounty.value().bytes();
  }

  private static BountyMarket.Terms terms(BountyTerms terms) {
    return new BountyMarket.Terms(
        terms.nonce(),
        terms.spec().hash().bytes(),
        prefix(terms.spec().cid()),
        terms.spec().cid().digest().bytes(),
        terms.spec().recipient().key().bytes(),
        terms.money().token().hex(),
        terms.split().platform().hex(),
        terms.test().root().bytes(),
        BigInteger.valueOf(terms.test().count()),
        terms.test().keyCommit().bytes(),
        BigInteger.valueOf(terms.test().threshold().millionths()),
        BigInteger.valueOf(terms.panel().seats()),
        BigInteger.valueOf(terms.panel().quorum()),
        BigInteger.valueOf(terms.panel().maxCipherSize()),
        terms.money().reward().value(),
        terms.money().panelFee().value(),
        terms.money().stake().value(),
        terms.money().evaluationFee().value(),
        terms.money().seatLock().value(),
        BigInteger.valueOf(terms.split().miner()),
        BigInteger.valueOf(terms.split().owners()),
        BigInteger.valueOf(terms.split().toPlatform()));
  }

  private static BountyMarket.Windows windows(BountyTerms terms) {
    BountyTerms.Windows windows = terms.windows();
    return new BountyMarket.Windows(
        BigInteger.valueOf(windows.seed()),
        BigInteger.valueOf(windows.sample()),
        BigInteger.valueOf(windows.open()),
        BigInteger.valueOf(windows.reveal()),
        BigInteger.valueOf(windows.scoring()),
        BigInteger.valueOf(windows.scoreReveal()),
        BigInteger.valueOf(windows.challenge()),
        BigInteger.valueOf(windows.delivery()),
        BigInteger.valueOf(windows.publish()));
  }

  private static List<BountyMarket.DatasetTerm> datasets(BountyTerms terms) {
    return terms.datasets().stream()
        .map(
            dataset ->
                new BountyMarket.DatasetTerm(
                    dataset.version().dataset().value().bytes(),
                    BigInteger.valueOf(dataset.version().number()),
                    BigInteger.valueOf(dataset.weight()),
                    dataset.isRequired()))
        .toList();
  }

  private static BountyMarket.Extras extras(BountyTerms.Extras extras) {
    return new BountyMarket.Extras(
        extras.milestones().stream()
            .map(
                milestone ->
                    new BountyMarket.Milestone(
                        BigInteger.valueOf(milestone.threshold().millionths()),
                        BigInteger.valueOf(milestone.weight())))
            .toList(),
        extras.evaluators().stream().map(Address::hex).toList(),
        extras.byContribution());
  }

  private static BountyMarket.SampleBatch batch(ShownSamples samples) {
    return new BountyMarket.SampleBatch(
        BigInteger.valueOf(samples.first()),
        samples.order().stream().map(BigInteger::valueOf).toList(),
        samples.sampleHashes().stream().map(Bytes32::bytes).toList(),
        samples.salts().stream().map(Bytes32::bytes).toList(),
        samples.proof().stream().map(Bytes32::bytes).toList());
  }

  private static byte[] prefix(Cid cid) {
    return Arrays.copyOf(cid.bytes(), Integer.BYTES);
  }
}
