package assay.registry.access;

import assay.chain.Address;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.RulesRefusedException;
import assay.registry.database.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Owners' standing rules, kept for them so that they have them wherever they sign in. Nothing is
 * granted by them here: a grant takes its owner's signature. Thread-safe.
 */
public final class StandingRules {

  /** Longest document of one account, in bytes. */
  public static final int MAX_BYTES = 1 << 16;

  private final Database database;

  public StandingRules(Database database) {
    this.database = database;
  }

  /** The account's rules; none if it never wrote any. */
  public ApprovalRules of(Address account) {
    return database.inTransaction(transaction -> of(transaction, account));
  }

  static ApprovalRules of(Handle transaction, Address account) {
    return transaction
        .createQuery("select document from approval_rules where account = :account")
        .bind("account", account.hex())
        .mapTo(String.class)
        .findOne()
        .map(document -> ApprovalRules.parse(document.getBytes(StandardCharsets.UTF_8)))
        .orElse(ApprovalRules.NONE);
  }

  /**
   * Puts rules in the place of the account's.
   *
   * @param json as {@link ApprovalRules#parse} reads it
   * @param check throws if the rules that are kept are not those that are to be replaced
   * @throws RulesRefusedException if anything about the new ones is not clear
   */
  public void replace(Address account, byte[] json, Instant now, Consumer<ApprovalRules> check) {
    if (json.length > MAX_BYTES) {
      throw new RulesRefusedException(
          "The rules have %d bytes; at most %d are kept. Write fewer rules."
              .formatted(json.length, MAX_BYTES));
    }
    String document = new String(ApprovalRules.parse(json).toJson(), StandardCharsets.UTF_8);
    database.inTransaction(
        transaction -> {
          hold(transaction, account, now);
          check.accept(of(transaction, account));
          return transaction.execute(
              "update approval_rules set document = ?, changed_at = ? where account = ?",
              document,
              now.atOffset(ZoneOffset.UTC),
              account.hex());
        });
  }

  /** Of two who replace the same rules, the second sees what the first wrote. */
  private static void hold(Handle transaction, Address account, Instant now) {
    transaction.execute(
        "insert into approval_rules (account, document, changed_at) values (?, ?, ?)"
            + " on conflict (account) do update set account = excluded.account",
        account.hex(),
        new String(ApprovalRules.NONE.toJson(), StandardCharsets.UTF_8),
        now.atOffset(ZoneOffset.UTC));
  }
}
