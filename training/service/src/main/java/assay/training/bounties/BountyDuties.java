package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Database;
import assay.registry.index.EventLog;
import assay.training.bounties.DutiesView.Delivery;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import java.util.Optional;

/** Reads from a bounty's final events what its researcher has to act upon. Thread-safe. */
public final class BountyDuties {

  private final Database database;

  public BountyDuties(Database database) {
    this.database = database;
  }

  /** What there is to act upon, if the bounty's opening is final. */
  public Optional<DutiesView> find(Bytes32 bounty) {
    return facts(bounty).map(BountyDuties::duties);
  }

  /**
   * The winner's sealed checkpoint, for whoever may have it fetched here.
   *
   * @throws NotYourModelException to everybody but the bounty's researcher
   */
  public Optional<SealedCheckpoint> model(Bytes32 bounty, Address caller) {
    return facts(bounty)
        .flatMap(
            facts -> {
              if (!facts.researcher().equals(caller)) {
                throw new NotYourModelException(facts.id());
              }
              return winner(facts).flatMap(SubmissionFacts::checkpoint);
            });
  }

  private Optional<BountyFacts> facts(Bytes32 bounty) {
    return database.inTransaction(
        transaction ->
            BountyFacts.of(new EventLog(transaction).finalOnesOf(bounty), new BountyId(bounty)));
  }

  private static DutiesView duties(BountyFacts facts) {
    return new DutiesView(
        facts.nonce().toString(),
        facts.recipient().key(),
        facts.testRoot(),
        facts.testKeyCommit(),
        facts.testCount(),
        facts.sampleSeed(),
        facts.publicSamples().size(),
        facts.seats(),
        facts.isTestKeyAsked(),
        winner(facts)
            .flatMap(
                winner ->
                    winner.checkpoint().map(checkpoint -> delivery(facts, winner, checkpoint))));
  }

  private static Optional<SubmissionFacts> winner(BountyFacts facts) {
    return facts.winner().flatMap(facts::submission);
  }

  private static Delivery delivery(
      BountyFacts facts, SubmissionFacts winner, SealedCheckpoint checkpoint) {
    return new Delivery(
        winner.miner(),
        checkpoint.cid().text(),
        checkpoint.seal(),
        checkpoint.keyCommit(),
        facts.publishedKey());
  }
}
