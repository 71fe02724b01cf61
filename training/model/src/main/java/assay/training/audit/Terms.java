package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.training.bounty.ScoreVector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bounty was opened with, as its opening events tell it. Claims hold them to the input of
 * the opening transaction.
 *
 * @param milestones thresholds and parts of the reward of every milestone, the first included
 * @param byContribution whether owners are paid by what the seats measure
 * @param windows seconds: seed, sample, open, reveal, scoring, scoreReveal, challenge, delivery,
 *     publish
 */
record Terms(
    Address researcher,
    BigInteger nonce,
    Money money,
    Split split,
    Test test,
    List<Milestone> milestones,
    List<Address> evaluators,
    boolean byContribution,
    List<Dataset> datasets,
    Windows windows) {

  private static final int BPS = 10_000;

  /** Amounts in wei or units of the token; the seat lock and the opening fee always in ether. */
  record Money(
      Address token,
      BigInteger reward,
      BigInteger panelFee,
      BigInteger openingFee,
      BigInteger stake,
      BigInteger evaluationFee,
      BigInteger seatLock) {}

  /** Parts of the reward in 10 000. */
  record Split(Address platform, int minerBps, int ownersBps, int platformBps) {}

  /** What is measured, and by how many. */
  record Test(
      Bytes32 root,
      int count,
      int privateCount,
      Bytes32 keyCommit,
      int seats,
      int quorum,
      BigInteger maxCipherSize) {

    /** Reports that void a submission or stop the clock: m - t + 1. */
    int marksToVoid() {
      return seats - quorum + 1;
    }
  }

  /** A threshold in millionths of its group, and what it earns in 10 000. */
  record Milestone(long threshold, int rewardBps) {}

  /** A dataset to train on. */
  record Dataset(
      Bytes32 asset, Address owner, int index, long version, int weight, boolean required) {}

  /** Seconds. */
  record Windows(
      long seed,
      long sample,
      long open,
      long reveal,
      long scoring,
      long scoreReveal,
      long challenge,
      long delivery,
      long publish) {}

  static Terms of(BountyCase bounty) {
    ChainEvent opened = bounty.only("BountyOpened");
    ChainEvent money = bounty.only("BountyMoney");
    return new Terms(
        opened.address("researcher"),
        opened.integer("nonce"),
        money(money),
        new Split(
            opened.address("platform"),
            small(money, "minerBps"),
            small(money, "ownersBps"),
            small(money, "platformBps")),
        test(bounty.only("BountyTest")),
        milestones(bounty),
        bounty.last("BountyExtras").stream()
            .flatMap(extras -> extras.texts("evaluators").stream())
            .map(Address::new)
            .toList(),
        bounty.last("BountyExtras").filter(extras -> extras.flag("byContribution")).isPresent(),
        bounty.events("DatasetListed").stream().map(Terms::dataset).toList(),
        windows(bounty.only("BountyWindows")));
  }

  private static Money money(ChainEvent event) {
    return new Money(
        event.address("token"),
        event.integer("reward"),
        event.integer("panelFee"),
        event.integer("openingFee"),
        event.integer("stake"),
        event.integer("evaluationFee"),
        event.integer("seatLock"));
  }

  private static Test test(ChainEvent event) {
    return new Test(
        event.bytes32("testRoot"),
        small(event, "testCount"),
        small(event, "privateCount"),
        event.bytes32("testKeyCommit"),
        small(event, "seats"),
        small(event, "quorum"),
        event.integer("maxCipherSize"));
  }

  private static List<Milestone> milestones(BountyCase bounty) {
    List<Milestone> milestones = new ArrayList<>();
    int first = BPS;
    for (ChainEvent extras : bounty.events("BountyExtras")) {
      List<String> thresholds = extras.texts("thresholds");
      List<String> rewards = extras.texts("rewardBps");
      for (int i = 0; i < thresholds.size(); i++) {
        int reward = Integer.parseInt(rewards.get(i));
        milestones.add(new Milestone(Long.parseLong(thresholds.get(i)), reward));
        first -= reward;
      }
    }
    long threshold = bounty.only("BountyTest").number("thresholdMillionths");
    milestones.add(0, new Milestone(threshold, first));
    return List.copyOf(milestones);
  }

  private static Dataset dataset(ChainEvent event) {
    return new Dataset(
        event.bytes32("asset"),
        event.address("owner"),
        small(event, "index"),
        event.number("version"),
        small(event, "weight"),
        event.flag("required"));
  }

  private static Windows windows(ChainEvent event) {
    return new Windows(
        event.number("seed"),
        event.number("sample"),
        event.number("open"),
        event.number("reveal"),
        event.number("scoring"),
        event.number("scoreReveal"),
        event.number("challenge"),
        event.number("delivery"),
        event.number("publish"));
  }

  private static int small(ChainEvent event, String name) {
    return Math.toIntExact(event.number(name));
  }

  int groups() {
    return milestones.size();
  }

  /** Where counts and shares stand in what a seat says of so many submissions. */
  ScoreVector.Layout layout(int slots) {
    return new ScoreVector.Layout(slots, groups(), byContribution ? datasets.size() : 0);
  }

  /** The private samples of a milestone; the last group has the remainder too. */
  int groupSize(int group) {
    int each = test.privateCount() / groups();
    return group + 1 == groups() ? test.privateCount() - each * (groups() - 1) : each;
  }

  /** max(1, 0.2 %) of a milestone's samples. */
  int tolerance(int group) {
    return Math.max(1, groupSize(group) / 500);
  }

  /** Part of the reward in 10 000 that so many milestones earn. */
  int earnedBps(int reached) {
    return milestones.subList(0, reached).stream().mapToInt(Milestone::rewardBps).sum();
  }

  boolean ownedWhenOpened(Address account) {
    return datasets.stream().anyMatch(dataset -> dataset.owner().equals(account));
  }

  /** A tenth of the reward, rounded up. */
  BigInteger complaintBond() {
    return ceil(money.reward(), BigInteger.TEN);
  }

  /** A second panel's fees: ceil(panelFee * (2m + 1) / m). */
  BigInteger challengeBond() {
    BigInteger seats = BigInteger.valueOf(test.seats());
    return ceil(money.panelFee().multiply(seats.add(seats).add(BigInteger.ONE)), seats);
  }

  private static BigInteger ceil(BigInteger value, BigInteger divisor) {
    return value.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }
}
