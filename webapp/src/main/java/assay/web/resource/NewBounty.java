package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.Score;
import assay.training.ledger.BountyTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * All that a researcher fixes when he opens a bounty, in ether.
 *
 * @param spec CID of the stored specification
 * @param recipient what the winning model's key is sealed to, {@code age1...}
 * @param nonce the researcher's next at the market, which the test's hashes are bound to
 */
public record NewBounty(
    String spec,
    String recipient,
    BigInteger nonce,
    Test test,
    Panel panel,
    Money money,
    Split split,
    List<Dataset> datasets,
    BountyTerms.Windows windows) {

  /**
   * The hidden test set.
   *
   * @param threshold millionths
   */
  public record Test(Bytes32 root, int count, Bytes32 keyCommit, int threshold) {}

  /** Who judges. */
  public record Panel(int seats, int quorum, long maxCipherSize) {}

  /** Amounts in ether; each seat locks the least that lets no quorum gain by a lie. */
  public record Money(Wei reward, Wei panelFee, Wei stake, Wei evaluationFee) {}

  /** Parts of the reward in 10 000; without an address the platform gets none. */
  public record Split(int miner, int owners, int toPlatform, Optional<Address> platform) {}

  /** A dataset to train on and its owner's part of the owners' part, in 10 000. */
  public record Dataset(Bytes32 asset, long version, int weight, boolean required) {

    BountyTerms.DatasetWeight weighted() {
      return new BountyTerms.DatasetWeight(
          new VersionId(new DatasetId(asset), version), weight, required);
    }
  }

  /** Where the specification is. */
  Cid specCid() {
    return Cid.parse(spec);
  }

  /**
   * As the market takes it.
   *
   * @param specHash Keccak-256 of the specification's bytes
   */
  BountyTerms terms(Bytes32 specHash) {
    return new BountyTerms(
        nonce,
        new BountyTerms.Spec(specCid(), specHash, AgeRecipient.parse(recipient)),
        new BountyTerms.Test(
            test.root(), test.count(), test.keyCommit(), new Score(test.threshold())),
        new BountyTerms.Panel(panel.seats(), panel.quorum(), panel.maxCipherSize()),
        BountyTerms.Money.inEther(
            money.reward(), money.panelFee(), money.stake(), money.evaluationFee(), panel.quorum()),
        new BountyTerms.Split(
            split.miner(),
            split.owners(),
            split.toPlatform(),
            split.platform().orElse(Address.ZERO)),
        datasets.stream().map(Dataset::weighted).toList(),
        windows,
        BountyTerms.Extras.NONE);
  }
}
