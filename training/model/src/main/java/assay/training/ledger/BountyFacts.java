package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.ScoreVector;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One bounty as its final events tell it. Immutable: newer events make a new value.
 *
 * <p>A bounty begins with what its researcher fixed when he opened it. Its state moves on by
 * deadlines and by what people do; samples, submissions, seats, scores and payments are added, and
 * nothing is ever taken away.
 */
public final class BountyFacts {

  private static final long COMPLAINT_DIVISOR = 10;

  private final BountyId id;
  private final List<ChainEvent> events;

  private BountyFacts(BountyId id, List<ChainEvent> events) {
    this.id = id;
    this.events = List.copyOf(events);
  }

  /** The bounty of that id, if its opening is final. */
  public static Optional<BountyFacts> of(FinalEvents all, BountyId id) {
    return of(all.about("bounty", id.value()), id);
  }

  /** The bounty that these events, all of them about it, tell of. */
  public static Optional<BountyFacts> of(List<ChainEvent> about, BountyId id) {
    BountyFacts facts = new BountyFacts(id, about);
    return facts.last("BountyOpened").map(opened -> facts);
  }

  /** Every bounty, oldest first. */
  public static List<BountyFacts> all(FinalEvents all) {
    return all.named("BountyOpened").stream()
        .map(opened -> new BountyId(opened.bytes32("bounty")))
        .flatMap(id -> of(all, id).stream())
        .toList();
  }

  public BountyId id() {
    return id;
  }

  public Address researcher() {
    return opened().address("researcher");
  }

  /** The number that the researcher's hashes are bound to. */
  public BigInteger nonce() {
    return opened().integer("nonce");
  }

  /** The researcher's key for what is sealed to him. */
  public AgeRecipient recipient() {
    return new AgeRecipient(opened().bytes32("recipient"));
  }

  public Cid spec() {
    return cid(opened(), "specCidPrefix", "specCidDigest");
  }

  public Bytes32 specHash() {
    return opened().bytes32("specHash");
  }

  /** What the researcher's hashes are bound to. */
  public BountyOrigin origin(long chainId, Address market) {
    return new BountyOrigin(BigInteger.valueOf(chainId), market, researcher(), nonce());
  }

  public BountyState state() {
    return BountyState.numbered(required("StateChanged").number("state"));
  }

  /** When the state can be led on from; far away in a final state. */
  public Instant stateDeadline() {
    long seconds = required("StateChanged").number("deadline");
    return seconds == 0 ? Instant.MAX : Instant.ofEpochSecond(seconds);
  }

  /** What reward, fees and stakes are in; the zero address is ether. */
  public Address token() {
    return money().address("token");
  }

  public Wei reward() {
    return money().wei("reward");
  }

  /** What the winner's miner gets of the reward, rounded down. */
  public Wei minersPart() {
    BigInteger parts = BigInteger.valueOf(money().number("minerBps"));
    return new Wei(reward().value().multiply(parts).divide(BigInteger.valueOf(10_000)));
  }

  public Wei panelFee() {
    return money().wei("panelFee");
  }

  /** What a first commit locks: stake and evaluation fee. */
  public Wei commitCost() {
    return money().wei("stake").plus(money().wei("evaluationFee"));
  }

  public Bytes32 testRoot() {
    return test().bytes32("testRoot");
  }

  /** What the key of the sealed test set was committed to by. */
  public Bytes32 testKeyCommit() {
    return test().bytes32("testKeyCommit");
  }

  /** All test samples, public and private. */
  public int testCount() {
    return Math.toIntExact(test().number("testCount"));
  }

  public int privateCount() {
    return Math.toIntExact(test().number("privateCount"));
  }

  public int thresholdMillionths() {
    return Math.toIntExact(test().number("thresholdMillionths"));
  }

  /** How many milestones there are, each measured on a group of private samples of its own. */
  public int groups() {
    return 1 + last("BountyExtras").map(extras -> extras.texts("thresholds").size()).orElse(0);
  }

  /** Whether owners are paid by what the seats measure that their data contributed. */
  public boolean isByContribution() {
    return last("BountyExtras").filter(extras -> extras.flag("byContribution")).isPresent();
  }

  /** Where counts and shares stand in what the seats say of the submissions so far. */
  public ScoreVector.Layout scoreLayout() {
    return new ScoreVector.Layout(
        submissions().size(), groups(), isByContribution() ? datasets().size() : 0);
  }

  public int quorum() {
    return Math.toIntExact(test().number("quorum"));
  }

  public BigInteger maxCipherSize() {
    return test().integer("maxCipherSize");
  }

  /** The datasets to train on, in the order of grants in a reveal. */
  public List<DatasetPart> datasets() {
    return named("DatasetListed")
        .map(
            event ->
                new DatasetPart(
                    new VersionId(new DatasetId(event.bytes32("asset")), event.number("version")),
                    event.address("owner"),
                    Math.toIntExact(event.number("weight")),
                    event.flag("required")))
        .toList();
  }

  /**
   * A dataset of the bounty.
   *
   * @param weight part of the owners' part in 10 000, where it is not measured
   */
  public record DatasetPart(VersionId version, Address owner, int weight, boolean isRequired) {}

  /** The seed that picks the public sample, once drawn. */
  public Optional<Bytes32> sampleSeed() {
    return named("SeedDrawn")
        .filter(event -> event.number("kind") == SeedRequest.SAMPLE)
        .map(event -> event.bytes32("seed"))
        .findFirst();
  }

  /** Hashes of the public samples in the order of their reveal. */
  public List<Bytes32> publicSamples() {
    return named("SampleRevealed")
        .flatMap(event -> event.texts("sampleHashes").stream())
        .map(Bytes32::new)
        .toList();
  }

  /** Submissions by slot. */
  public List<SubmissionFacts> submissions() {
    return named("Committed")
        .map(event -> event.address("miner"))
        .distinct()
        .flatMap(miner -> submission(miner).stream())
        .sorted()
        .toList();
  }

  /** What a miner submitted, if he did. */
  public Optional<SubmissionFacts> submission(Address miner) {
    return SubmissionFacts.of(
        events.stream().filter(event -> miner.hex().equals(event.values().get("miner"))).toList());
  }

  /** Who was drawn last, and scores now: the panel, those who refill it, or the challenge's. */
  public List<Address> seats() {
    return last("PanelDrawn").stream().flatMap(BountyFacts::seats).toList();
  }

  /** Everyone who ever had a seat here, in the order drawn. */
  public List<Address> everSeated() {
    return named("PanelDrawn").flatMap(BountyFacts::seats).toList();
  }

  private static Stream<Address> seats(ChainEvent drawn) {
    return drawn.texts("seats").stream().map(Address::new);
  }

  /** The round of the present seats, which their score commits carry. */
  public int round() {
    return Math.toIntExact(required("PanelDrawn").number("round"));
  }

  public boolean hasCommittedScores(Address evaluator) {
    return by("ScoresCommitted", "evaluator", evaluator).isPresent();
  }

  public boolean hasRevealedScores(Address evaluator) {
    return by("ScoresRevealed", "evaluator", evaluator).isPresent();
  }

  /** Who won by the newest verdicts; a challenge may leave nobody. */
  public Optional<Address> winner() {
    return chosen().map(event -> event.address("miner"));
  }

  /** The winner's correct answers on the private test set. */
  public Optional<Integer> winnerCount() {
    return chosen().map(event -> Math.toIntExact(event.number("count")));
  }

  private Optional<ChainEvent> chosen() {
    return last("WinnerChosen").filter(event -> !event.address("miner").equals(Address.ZERO));
  }

  /** How long the winner and the panel have to hand over the key. */
  public Duration deliveryWindow() {
    return Duration.ofSeconds(required("BountyWindows").number("delivery"));
  }

  /**
   * Whether the panel said that it cannot use the test set, and nothing has answered it: neither
   * the key nor the scores of all seats.
   */
  public boolean isTestKeyAsked() {
    return last("TestKeyAsked").filter(asked -> !hasLeftScoring(asked)).isPresent()
        && publishedTestKey().isEmpty();
  }

  private boolean hasLeftScoring(ChainEvent moment) {
    return events.subList(events.indexOf(moment), events.size()).stream()
        .filter(event -> event.name().equals("StateChanged"))
        .map(event -> BountyState.numbered(event.number("state")))
        .anyMatch(state -> state != BountyState.SCORING);
  }

  /** The test set's key, if it was published; the market held it to its commitment. */
  public Optional<Bytes32> publishedTestKey() {
    return last("TestKeyPublished").map(event -> event.bytes32("key"));
  }

  /** Whether the evaluator said so since the key was published, or ever if it was not. */
  public boolean hasReportedTestSet(Address evaluator) {
    List<ChainEvent> since =
        events.subList(last("TestKeyPublished").map(events::indexOf).orElse(0), events.size());
    return since.stream()
        .filter(event -> event.name().equals("TestSetReported"))
        .anyMatch(event -> event.address("evaluator").equals(evaluator));
  }

  /** What a challenge locks: the fees of twice as many seats and one, rounded up. */
  public Wei challengeBond() {
    long seats = test().number("seats");
    return panelFee().times(2 * seats + 1).dividedRoundingUp(seats);
  }

  /** Whether the researcher said that no key came to him. */
  public boolean isComplained() {
    return last("Complained").isPresent();
  }

  /** What a complaint locks: a tenth of the reward, rounded up. */
  public Wei complaintBond() {
    return reward().dividedRoundingUp(COMPLAINT_DIVISOR);
  }

  /** The winner's key, if somebody answered a complaint; the market held it to its commitment. */
  public Optional<Bytes32> publishedKey() {
    return last("KeyPublished").map(event -> event.bytes32("key"));
  }

  /** What each dataset contributed to the winner, where it was measured; parts of their sum. */
  public Optional<List<Integer>> measuredShares() {
    return last("SharesMeasured")
        .map(event -> event.texts("shares").stream().map(Integer::valueOf).toList());
  }

  /** Who was paid how much, and as what. */
  public List<Payout> payouts() {
    return named("Paid")
        .map(
            event ->
                new Payout(
                    PayoutRole.numbered(event.number("role")),
                    event.address("to"),
                    event.address("token"),
                    event.wei("amount")))
        .toList();
  }

  /**
   * A payment out of the bounty's pot.
   *
   * @param token what the amount is in; the zero address is ether
   */
  public record Payout(PayoutRole role, Address to, Address token, Wei amount) {}

  static Cid cid(ChainEvent event, String prefix, String digest) {
    return Cid.ofBytes(
        HexFormat.of().parseHex(event.text(prefix).substring(2) + event.text(digest).substring(2)));
  }

  private ChainEvent opened() {
    return required("BountyOpened");
  }

  private ChainEvent money() {
    return required("BountyMoney");
  }

  private ChainEvent test() {
    return required("BountyTest");
  }

  private Optional<ChainEvent> by(String name, String parameter, Address account) {
    return named(name).filter(event -> event.address(parameter).equals(account)).findFirst();
  }

  private ChainEvent required(String name) {
    return last(name)
        .orElseThrow(
            () -> new IllegalStateException("Bounty " + id + " lacks its event " + name + "."));
  }

  private Optional<ChainEvent> last(String name) {
    return named(name).reduce((first, second) -> second);
  }

  private Stream<ChainEvent> named(String name) {
    return events.stream().filter(event -> event.name().equals(name));
  }
}
