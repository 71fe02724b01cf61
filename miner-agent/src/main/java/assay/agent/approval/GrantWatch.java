package assay.agent.approval;

import assay.agent.Agent;
import assay.agent.journal.JournalEntry;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.EventPosition;
import assay.chain.Wei;
import assay.registry.grant.GrantId;
import assay.registry.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells an owner once of each use of a grant of his, with what was paid for it, and of each grant
 * that is about to expire. What was used before his agent ran for the first time is history.
 */
public final class GrantWatch implements AgentTask {

  private static final Duration LONGEST_NOTICE = Duration.ofDays(3);
  private static final int NOTICE_PART = 10;
  private static final String USES = "uses of grants";
  private static final String TOLD = "told";
  private static final String EXPIRY = "told-expiry";

  private final Agent agent;
  private final Narrator narrator;
  private final Ledger ledger;
  private final Set<GrantId> over = new HashSet<>();

  public GrantWatch(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.ledger = agent.ledger();
  }

  @Override
  public void advance() {
    agent.events().refresh();
    Map<String, ChainEvent> own =
        agent.events().named("Granted").stream()
            .filter(given -> given.address("grantor").equals(agent.address()))
            .collect(Collectors.toMap(given -> given.text("id"), given -> given));
    tellUses(own);
    own.values().forEach(this::tellExpiry);
  }

  private void tellUses(Map<String, ChainEvent> own) {
    Optional<JournalEntry> last = agent.journal().last(USES, TOLD);
    if (last.isEmpty()) {
      beginHere();
      return;
    }
    long block = Long.parseLong(last.get().fact("block"));
    long logIndex = Long.parseLong(last.get().fact("log"));
    agent.events().named("Used").stream()
        .filter(used -> isAfter(used.position(), block, logIndex))
        .forEach(
            used ->
                Optional.ofNullable(own.get(used.text("id")))
                    .ifPresent(given -> tellUse(used, given)));
  }

  private static boolean isAfter(EventPosition position, long block, long logIndex) {
    return position.block() > block
        || (position.block() == block && position.logIndex() > logIndex);
  }

  private void beginHere() {
    List<ChainEvent> all = agent.events().all();
    all.stream().map(ChainEvent::position).max(Comparator.naturalOrder()).ifPresent(this::remember);
  }

  private void remember(EventPosition position) {
    agent
        .journal()
        .record(
            USES,
            TOLD,
            Map.of(
                "block", Long.toString(position.block()),
                "log", Long.toString(position.logIndex())));
  }

  private void tellUse(ChainEvent used, ChainEvent given) {
    remember(used.position());
    boolean isPaid = used.integer("price").signum() > 0;
    narrator.tell(
        isPaid ? "grant-paid" : "grant-used",
        given.text("id"),
        "%s used a grant on dataset %s%s."
            .formatted(
                used.address("grantee"),
                given.text("asset"),
                isPaid ? " and paid " + price(used, given) : ""),
        details(given, Map.of("price", used.text("price"))));
  }

  private static String price(ChainEvent used, ChainEvent given) {
    Address token = given.address("token");
    return token.isZero()
        ? new Wei(used.integer("price")).inEther() + " ETH"
        : used.text("price") + " units of token " + token;
  }

  private void tellExpiry(ChainEvent given) {
    GrantId id = new GrantId(given.bytes32("id"));
    Instant now = agent.events().now();
    if (over.contains(id) || now.isBefore(noticeOf(given))) {
      return;
    }
    over.add(id);
    boolean isStanding =
        ledger.grant(id).filter(grant -> Applicants.isStanding(grant, now)).isPresent();
    if (isStanding && agent.journal().last(id.toString(), EXPIRY).isEmpty()) {
      agent.journal().record(id.toString(), EXPIRY, Map.of());
      narrator.tell(
          "grant-expires",
          id,
          "The grant of %s on dataset %s ends at %s."
              .formatted(given.address("grantee"), given.text("asset"), expiry(given)),
          details(given, Map.of("expiry", expiry(given).toString())));
    }
  }

  /** Three days before the end, or a tenth of the grant's time if that is less. */
  private static Instant noticeOf(ChainEvent given) {
    Instant end = expiry(given);
    Duration tenth =
        Duration.between(Instant.ofEpochSecond(given.number("notBefore")), end)
            .dividedBy(NOTICE_PART);
    return end.minus(tenth.compareTo(LONGEST_NOTICE) < 0 ? tenth : LONGEST_NOTICE);
  }

  private static Instant expiry(ChainEvent given) {
    return Instant.ofEpochSecond(given.number("expiry"));
  }

  private static Map<String, String> details(ChainEvent given, Map<String, String> more) {
    Map<String, String> details = new HashMap<>(more);
    details.put("grant", given.text("id"));
    details.put("dataset", given.text("asset"));
    details.put("grantee", given.address("grantee").toString());
    return details;
  }
}
