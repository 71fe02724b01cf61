package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.Score;
import java.math.BigInteger;
import java.util.List;

/** All that a researcher fixes when he opens a bounty; grouped as the market groups it. */
public record BountyTerms(
    BigInteger nonce,
    Spec spec,
    Test test,
    Panel panel,
    Money money,
    Split split,
    List<DatasetWeight> datasets,
    Windows windows,
    Extras extras) {

  public BountyTerms {
    datasets = List.copyOf(datasets);
  }

  /**
   * What is asked for.
   *
   * @param hash Keccak-256 of the specification's bytes
   * @param recipient what the winning model's key is sealed to
   */
  public record Spec(Cid cid, Bytes32 hash, AgeRecipient recipient) {}

  /**
   * The hidden test set.
   *
   * @param root of the tree of salted samples
   * @param count all samples
   */
  public record Test(Bytes32 root, int count, Bytes32 keyCommit, Score threshold) {}

  /**
   * Who judges.
   *
   * @param quorum more than half of the seats
   * @param maxCipherSize largest sealed checkpoint, in bytes
   */
  public record Panel(int seats, int quorum, long maxCipherSize) {}

  /**
   * What is locked by whom. Opening fee and seat locks are in ether, whatever the token.
   *
   * @param token what the other amounts are in; the zero address is ether
   * @param seatLock what each seat locks of its bond
   */
  public record Money(
      Address token, Wei reward, Wei panelFee, Wei stake, Wei evaluationFee, Wei seatLock) {

    /** Amounts in ether, and the least lock that lets no quorum gain by a lie: reward / quorum. */
    public static Money inEther(
        Wei reward, Wei panelFee, Wei stake, Wei evaluationFee, int quorum) {
      return new Money(
          Address.ZERO, reward, panelFee, stake, evaluationFee, reward.dividedRoundingUp(quorum));
    }
  }

  /** Parts of the reward in 10 000; the platform's part goes to {@code platform}. */
  public record Split(int miner, int owners, int toPlatform, Address platform) {

    /** The default: 75 %, 23 % and 2 %. */
    public static Split standard(Address platform) {
      return new Split(7_500, 2_300, 200, platform);
    }
  }

  /** A dataset to train on and its owner's part of the owners' part in 10 000, if not measured. */
  public record DatasetWeight(VersionId version, int weight, boolean isRequired) {}

  /**
   * What few bounties have.
   *
   * @param milestones after the first, which is the test's threshold; thresholds ascend
   * @param evaluators only these may judge; none: whoever has a ticket
   * @param byContribution whether owners are paid by what the seats measure that their data
   *     contributed, and by the weights only where they measure nothing
   */
  public record Extras(
      List<Milestone> milestones, List<Address> evaluators, boolean byContribution) {

    /** One threshold, anybody with a ticket, and owners paid by weights. */
    public static final Extras NONE = new Extras(List.of(), List.of(), false);

    /** One threshold, anybody with a ticket, and owners paid by contribution. */
    public static final Extras BY_CONTRIBUTION = new Extras(List.of(), List.of(), true);

    public Extras {
      milestones = List.copyOf(milestones);
      evaluators = List.copyOf(evaluators);
    }
  }

  /** A higher threshold and its part of the reward, in 10 000. */
  public record Milestone(Score threshold, int weight) {}

  /** How long each phase may take, in seconds. */
  public record Windows(
      int seed,
      int sample,
      int open,
      int reveal,
      int scoring,
      int scoreReveal,
      int challenge,
      int delivery,
      int publish) {}
}
