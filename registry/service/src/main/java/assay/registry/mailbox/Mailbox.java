package assay.registry.mailbox;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.database.Database;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantNotLiveException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps envelopes until their addressees fetch them. A sender has room for a fixed number of them,
 * so that nobody can fill the platform's disk; replacing his own needs none. Thread-safe.
 */
public final class Mailbox {

  /** Envelopes that one sender may have here. */
  public static final int MAX_PER_SENDER = 10_000;

  /** When an addressee fetches one nobody knows. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final Map<EnvelopeKind, EnvelopeRule> rules;

  public Mailbox(Database database, Clock clock, List<EnvelopeRule> rules) {
    this.database = database;
    this.clock = clock;
    Map<EnvelopeKind, EnvelopeRule> byKind = new EnumMap<>(EnvelopeKind.class);
    rules.forEach(rule -> byKind.put(rule.kind(), rule));
    this.rules = Map.copyOf(byKind);
  }

  /** Takes an envelope in; a newer one of the same sender, addressee, kind and subject replaces. */
  public void post(PostedEnvelope envelope) {
    EnvelopeRule rule = rule(envelope.kind());
    database.inTransaction(
        transaction -> {
          rule.checkPost(transaction, envelope);
          requireRoom(transaction, envelope);
          return transaction.execute(
              "insert into envelope (kind, subject, sender, addressee, content, posted_at)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict (kind, subject, sender, addressee)"
                  + " do update set content = excluded.content, posted_at = excluded.posted_at",
              envelope.kind().text(),
              envelope.subject().hex(),
              envelope.sender().hex(),
              envelope.addressee().hex(),
              envelope.content(),
              clock.instant().atOffset(ZoneOffset.UTC));
        });
  }

  /**
   * The envelopes of one kind and subject to that addressee, oldest first.
   *
   * @throws EnvelopeForbiddenException if the rule forbids releasing them now
   * @throws GrantNotLiveException if they are keys under a grant that may not be relied on now
   */
  public List<PostedEnvelope> release(EnvelopeKind kind, Bytes32 subject, Address addressee) {
    EnvelopeRule rule = rule(kind);
    Answer answer =
        database.inTransaction(
            transaction -> answer(transaction, rule, find(transaction, kind, subject, addressee)));
    return answer.orRefuse();
  }

  /**
   * What a release comes to; thrown only once the transaction that wrote it down has ended well.
   */
  private record Answer(List<PostedEnvelope> released, Optional<RegistryException> refusal) {

    List<PostedEnvelope> orRefuse() {
      refusal.ifPresent(
          reason -> {
            throw reason;
          });
      return released;
    }
  }

  private static Answer answer(
      Handle transaction, EnvelopeRule rule, List<PostedEnvelope> envelopes) {
    try {
      envelopes.forEach(envelope -> rule.checkRelease(transaction, envelope));
      return new Answer(envelopes, Optional.empty());
    } catch (EnvelopeForbiddenException | GrantNotLiveException refusal) {
      return new Answer(List.of(), Optional.of(refusal));
    }
  }

  /** How many envelopes are here, of all senders. */
  public long size() {
    return database.inTransaction(
        transaction ->
            transaction.createQuery("select count(*) from envelope").mapTo(Long.class).one());
  }

  private static void requireRoom(Handle transaction, PostedEnvelope envelope) {
    int others =
        transaction
            .createQuery(
                "select count(*) from envelope where sender = :sender"
                    + " and (kind, subject, addressee) <> (:kind, :subject, :addressee)")
            .bind("sender", envelope.sender().hex())
            .bind("kind", envelope.kind().text())
            .bind("subject", envelope.subject().hex())
            .bind("addressee", envelope.addressee().hex())
            .mapTo(Integer.class)
            .one();
    if (others >= MAX_PER_SENDER) {
      throw new EnvelopeForbiddenException(
          "mailbox-full",
          "%s has %d envelopes here, which is the limit; send this one another way."
              .formatted(envelope.sender(), others),
          LOOK_AGAIN);
    }
  }

  private static List<PostedEnvelope> find(
      Handle transaction, EnvelopeKind kind, Bytes32 subject, Address addressee) {
    return transaction
        .createQuery(
            "select sender, content from envelope where kind = :kind and subject = :subject"
                + " and addressee = :addressee order by id")
        .bind("kind", kind.text())
        .bind("subject", subject.hex())
        .bind("addressee", addressee.hex())
        .map(
            (row, context) ->
                new PostedEnvelope(
                    kind,
                    subject,
                    new Address(row.getString("sender")),
                    addressee,
                    row.getString("content")))
        .list();
  }

  private EnvelopeRule rule(EnvelopeKind kind) {
    EnvelopeRule rule = rules.get(kind);
    if (rule == null) {
      throw new EnvelopeForbiddenException(
          "unknown-envelope-kind",
          "No envelopes of kind '%s' are kept here.".formatted(kind.text()));
    }
    return rule;
  }
}
