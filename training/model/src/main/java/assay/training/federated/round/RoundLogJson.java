package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.registry.wire.StrictJson;
import assay.training.bounty.BountyId;
import java.util.List;

/**
 * A log of rounds as one JSON document, and a round of it alone; their fields are those of the
 * records below.
 */
public final class RoundLogJson {

  private static final String FORMAT = "assay federated rounds 1";
  private static final StrictJson<Log> JSON =
      new StrictJson<>(Log.class, RoundLog.MAX_BYTES, RoundLogRefusedException::new);

  private RoundLogJson() {}

  /**
   * A whole log.
   *
   * @param market the BountyMarket's address
   */
  public record Log(
      String format,
      long chainId,
      Address market,
      Bytes32 bounty,
      Address coordinator,
      List<Round> rounds,
      List<Anchor> anchors) {

    public Log {
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException("its format is '" + format + "', not '" + FORMAT + "'");
      }
      rounds = List.copyOf(rounds);
      anchors = List.copyOf(anchors);
    }

    static Log of(RoundLog log) {
      return of(
          log.job(),
          log.rounds().stream().map(Round::of).toList(),
          log.anchors().stream().map(Anchor::of).toList());
    }

    /** The log of rounds that are in this form already, without anchors. */
    public static Log of(FederatedJob job, List<Round> rounds) {
      return of(job, rounds, List.of());
    }

    private static Log of(FederatedJob job, List<Round> rounds, List<Anchor> anchors) {
      return new Log(
          FORMAT,
          job.market().chainId(),
          job.market().address(),
          job.bounty().value(),
          job.coordinator(),
          rounds,
          anchors);
    }

    /** The log; an {@link IllegalArgumentException} says what of it is no round. */
    public RoundLog log() {
      FederatedJob job =
          new FederatedJob(new ContractAt(chainId, market), new BountyId(bounty), coordinator);
      return new RoundLog(
          job,
          rounds.stream().map(round -> round.entry(job)).toList(),
          anchors.stream().map(Anchor::anchor).toList());
    }
  }

  /**
   * A round with its coordinator's signature.
   *
   * @param plan the text form of its CID
   * @param checkpoint the text form of its CID
   * @param signature 65 bytes, 0x and hex
   */
  public record Round(
      int number,
      String plan,
      Bytes32 previousModel,
      Bytes32 model,
      String checkpoint,
      Bytes32 metrics,
      List<Update> updates,
      List<Absent> leftOut,
      String signature) {

    public Round {
      updates = List.copyOf(updates);
      leftOut = List.copyOf(leftOut);
    }

    public static Round of(RoundEntry entry) {
      FederatedRound round = entry.round();
      return new Round(
          round.number(),
          round.plan().text(),
          round.previousModel(),
          round.model(),
          round.checkpoint().text(),
          round.metrics(),
          round.updates().stream().map(Update::of).toList(),
          round.leftOut().stream().map(Absent::of).toList(),
          entry.signature().hex());
    }

    RoundEntry entry(FederatedJob job) {
      FederatedRound round =
          new FederatedRound(
              job,
              number,
              Cid.parse(plan),
              previousModel,
              model,
              Cid.parse(checkpoint),
              metrics,
              updates.stream().map(each -> each.signed(job, number, previousModel)).toList(),
              leftOut.stream().map(each -> new LeftOut(each.site(), each.why())).toList());
      return new RoundEntry(round, new HashSignature(signature));
    }
  }

  /**
   * An update with its site's signature.
   *
   * @param signature 65 bytes, 0x and hex
   */
  public record Update(
      Address site,
      Bytes32 grant,
      long samples,
      Bytes32 update,
      long epsilonMillionths,
      String signature) {

    static Update of(SignedUpdate signed) {
      SiteUpdate update = signed.statement();
      return new Update(
          update.site(),
          update.grant(),
          update.samples(),
          update.update(),
          update.epsilonMillionths(),
          signed.signature().hex());
    }

    SignedUpdate signed(FederatedJob job, int round, Bytes32 previousModel) {
      return new SignedUpdate(
          new SiteUpdate(
              job, round, site, grant, samples, previousModel, update, epsilonMillionths),
          new HashSignature(signature));
    }
  }

  /** A site that was left out. */
  public record Absent(Address site, String why) {

    static Absent of(LeftOut leftOut) {
      return new Absent(leftOut.site(), leftOut.why());
    }
  }

  /** A root on chain. */
  public record Anchor(long index, Bytes32 root, Bytes32 transaction) {

    static Anchor of(RoundAnchor anchor) {
      return new Anchor(anchor.index(), anchor.root(), anchor.transaction());
    }

    RoundAnchor anchor() {
      return new RoundAnchor(index, root, transaction);
    }
  }

  /**
   * A round alone, with the job that it is of.
   *
   * @param market the BountyMarket's address
   */
  public record Recorded(
      long chainId, Address market, Bytes32 bounty, Address coordinator, Round round) {

    public static Recorded of(RoundEntry entry) {
      FederatedJob job = entry.round().job();
      return new Recorded(
          job.market().chainId(),
          job.market().address(),
          job.bounty().value(),
          job.coordinator(),
          Round.of(entry));
    }

    /** The round, held to its bounds. */
    public RoundEntry entry() {
      return round.entry(
          new FederatedJob(new ContractAt(chainId, market), new BountyId(bounty), coordinator));
    }
  }

  static byte[] write(RoundLog log) {
    return JSON.write(Log.of(log));
  }

  static RoundLog read(byte[] json) {
    Log log = JSON.read(json);
    try {
      return log.log();
    } catch (IllegalArgumentException e) {
      throw new RoundLogRefusedException(
          "This is not an acceptable log of rounds: " + String.valueOf(e.getMessage()), e);
    }
  }
}
