package assay.training.publications;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Sha256;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.dataset.ContractAt;
import assay.registry.index.EventLog;
import assay.registry.seal.Seal;
import assay.registry.wire.StrictJson;
import assay.training.bounty.BountyId;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.training.publication.ModelPublication;
import assay.training.publication.PublicationJson;
import assay.training.publication.SignedPublication;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The winning models that their researchers gave to everybody. A model is taken only as its miner
 * committed to it on chain: its plain archive's hash and length are those of the winning
 * submission. Thread-safe.
 */
public final class Publications {

  /** The longest archive: that of the largest model there can be. */
  public static final long MAX_BYTES = CheckpointArchive.maxLength();

  private static final int LONGEST_DOCUMENT = 1 << 12;

  private static final StrictJson<PublicationJson> DOCUMENTS =
      new StrictJson<>(PublicationJson.class, LONGEST_DOCUMENT, IllegalStateException::new);

  private final Database database;
  private final ContentStore store;
  private final Supplier<ContractAt> market;

  /**
   * @param market the BountyMarket that the platform follows, asked each time
   */
  public Publications(Database database, ContentStore store, Supplier<ContractAt> market) {
    this.database = database;
    this.store = store;
    this.market = market;
  }

  /**
   * A published model.
   *
   * @param bytes of its archive
   */
  public record Published(PublicationJson word, long bytes, Instant publishedAt) {}

  /**
   * Publishes a bounty's winning model; doing it again changes nothing but the word.
   *
   * @throws PublicationRefusedException to everybody but the bounty's researcher, before the bounty
   *     is settled, and for any other bytes than the winner's
   */
  public Published publish(Address caller, BountyId bounty, SignedPublication signed, Instant now) {
    ModelPublication said = signed.publication();
    if (!said.market().equals(market.get())) {
      throw PublicationRefusedException.elsewhere();
    }
    BountyFacts facts = facts(bounty);
    boolean isHis = facts.researcher().equals(caller) && said.researcher().equals(caller);
    if (!isHis || !said.bounty().equals(bounty)) {
      throw PublicationRefusedException.notTheResearcher(bounty, caller);
    }
    Seal winner = winner(facts).seal();
    requireSame(bounty, "The specification", facts.spec().equals(said.spec()));
    requireSame(bounty, "The hash", winner.plainSha256().equals(said.sha256()));
    requireContent(bounty, said.archive(), winner);
    store.pin(said.archive());
    return keep(bounty, new Published(PublicationJson.of(signed), winner.plainBytes(), now));
  }

  private BountyFacts facts(BountyId bounty) {
    return database
        .inTransaction(
            transaction ->
                BountyFacts.of(new EventLog(transaction).finalOnesOf(bounty.value()), bounty))
        .orElseThrow(() -> PublicationRefusedException.unknownBounty(bounty));
  }

  private static SealedCheckpoint winner(BountyFacts facts) {
    return Optional.of(facts)
        .filter(bounty -> bounty.state() == BountyState.SETTLED)
        .flatMap(BountyFacts::winner)
        .flatMap(facts::submission)
        .flatMap(SubmissionFacts::checkpoint)
        .orElseThrow(() -> PublicationRefusedException.notSettled(facts.id()));
  }

  private static void requireSame(BountyId bounty, String what, boolean isSame) {
    if (!isSame) {
      throw PublicationRefusedException.differs(bounty, what);
    }
  }

  private void requireContent(BountyId bounty, Cid archive, Seal winner) {
    if (winner.plainBytes() > MAX_BYTES) {
      throw PublicationRefusedException.tooLarge(winner.plainBytes());
    }
    MessageDigest digest = Sha256.digest();
    try (InputStream content = store.get(archive, winner.plainBytes());
        OutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      long length = content.transferTo(hashed);
      boolean isSame =
          length == winner.plainBytes() && Bytes32.of(digest.digest()).equals(winner.plainSha256());
      requireSame(bounty, "The content " + archive, isSame);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  /** The time is that of the first publication. */
  private Published keep(BountyId bounty, Published model) {
    return database.inTransaction(
        transaction -> {
          transaction.execute(
              "insert into published_model (bounty, researcher, document, bytes, published_at)"
                  + " values (?, ?, ?, ?, ?) on conflict (bounty) do update"
                  + " set document = excluded.document",
              bounty.value().hex(),
              model.word().researcher().hex(),
              new String(DOCUMENTS.write(model.word()), StandardCharsets.UTF_8),
              model.bytes(),
              Columns.time(model.publishedAt()));
          return find(transaction, bounty).orElseThrow();
        });
  }

  /** The published model of a bounty, if there is one. */
  public Optional<Published> find(BountyId bounty) {
    return database.inTransaction(transaction -> find(transaction, bounty));
  }

  private static Optional<Published> find(Handle transaction, BountyId bounty) {
    return transaction
        .createQuery("select * from published_model where bounty = :bounty")
        .bind("bounty", bounty.value().hex())
        .map((row, context) -> published(row))
        .findOne();
  }

  private static Published published(ResultSet row) throws SQLException {
    byte[] document = row.getString("document").getBytes(StandardCharsets.UTF_8);
    return new Published(
        DOCUMENTS.read(document), row.getLong("bytes"), Columns.instant(row, "published_at"));
  }

  /** Its archive's bytes; the content was held to the chain when it was published. */
  public InputStream archive(Published model) {
    return store.get(Cid.parse(model.word().archive()), model.bytes());
  }

  /**
   * Shows a model no more; who has it keeps it.
   *
   * @throws PublicationRefusedException to everybody but the bounty's researcher
   */
  public void withdraw(Address caller, BountyId bounty) {
    if (!facts(bounty).researcher().equals(caller)) {
      throw PublicationRefusedException.notTheResearcher(bounty, caller);
    }
    database.inTransaction(
        transaction ->
            transaction.execute(
                "delete from published_model where bounty = ?", bounty.value().hex()));
  }
}
