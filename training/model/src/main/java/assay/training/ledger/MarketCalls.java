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
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantTerms;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.bounty.RevealedSample;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls that change a bounty, ready to be signed. Immutable. */
public final class MarketCalls {

  /** The place of a grant that is not held. */
  private static final BountyMarket.Grant NONE =
      new BountyMarket.Grant(
          Address.ZERO.hex(),
          Address.ZERO.hex(),
          Bytes32.ZERO.bytes(),
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          Address.ZERO.hex(),
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO);

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
    return call("open a bounty", market.open(terms(terms), windows(terms), datasets(terms)));
  }

  /** Reveals the next public samples, {@code first} having been revealed before. */
  public ContractCall revealSample(BountyId bounty, int first, List<RevealedSample> samples) {
    return call(
        "reveal the public sample",
        market.revealSample(
            id(bounty),
            BigInteger.valueOf(first),
            samples.stream().map(sample -> sample.sample().sha256().bytes()).toList(),
            samples.stream().map(sample -> sample.salt().bytes()).toList(),
            samples.stream()
                .flatMap(sample -> sample.proof().stream())
                .map(Bytes32::bytes)
                .toList()));
  }

  public ContractCall cancel(BountyId bounty) {
    return call("cancel a bounty", market.cancel(id(bounty)));
  }

  public ContractCall commit(BountyId bounty, Bytes32 commitHash) {
    return call("commit a submission", market.commit(id(bounty), commitHash.bytes()));
  }

  /**
   * Opens a commit.
   *
   * @param grants one per dataset of the bounty, in its order; nothing where none is held
   */
  public ContractCall reveal(
      BountyId bounty, Commits.Opening opening, List<Optional<GrantDeed>> grants) {
    return call(
        "reveal a submission",
        market.reveal(
            id(bounty),
            new BountyMarket.Opening(
                ByteBuffer.allocate(Integer.BYTES).putInt(opening.cidPrefix()).array(),
                opening.cidDigest().bytes(),
                opening.cipherRoot().bytes(),
                opening.plainHash().bytes(),
                BigInteger.valueOf(opening.cipherSize()),
                BigInteger.valueOf(opening.plainSize()),
                opening.keyCommit().bytes(),
                opening.salt().bytes()),
            grants.stream().map(held -> held.map(MarketCalls::grant).orElse(NONE)).toList()));
  }

  public ContractCall complain(BountyId bounty) {
    return call("complain that no key came", market.complain(id(bounty)));
  }

  public ContractCall publishKey(BountyId bounty, Bytes32 key) {
    return call("publish a checkpoint's key", market.publishKey(id(bounty), key.bytes()));
  }

  /** Leads a bounty on from a state whose deadline has passed. */
  public ContractCall poke(BountyId bounty) {
    return call("lead a bounty on", market.poke(id(bounty)));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }

  private static BountyMarket.Grant grant(GrantDeed deed) {
    GrantTerms terms = deed.terms();
    return new BountyMarket.Grant(
        terms.grantor().hex(),
        terms.grantee().hex(),
        terms.version().dataset().value().bytes(),
        BigInteger.valueOf(terms.version().number()),
        BigInteger.valueOf(terms.purpose().code()),
        BigInteger.valueOf(terms.level().number()),
        BigInteger.valueOf(terms.period().notBefore().getEpochSecond()),
        BigInteger.valueOf(terms.period().expiry().getEpochSecond()),
        BigInteger.valueOf(deed.uses()),
        terms.price().token().hex(),
        terms.price().amount(),
        BigInteger.valueOf(deed.grantEpoch()),
        deed.nonce(),
        deed.deadline());
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

  private static byte[] prefix(Cid cid) {
    return Arrays.copyOf(cid.bytes(), Integer.BYTES);
  }
}
