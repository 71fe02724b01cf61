package assay.web.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every figure of the platform's own at {@code /metrics}. The values of each label are few and
 * fixed: routes are those of the API, types those of its problems; nothing that a caller makes up
 * becomes a label.
 */
public enum PlatformMetric {
  CHAIN_HEAD_AGE_SECONDS(Kind.GAUGE, "Seconds since the chain's newest block was mined."),
  DATABASE_CONNECTIONS(
      Kind.GAUGE,
      "Database connections that are active, idle, or waited for by a thread.",
      "state"),
  DATABASE_CONNECTIONS_LIMIT(Kind.GAUGE, "The most database connections this node opens."),
  INDEX_BLOCKS(Kind.COUNTER, "Blocks that this node's indexer has read."),
  INDEX_EVENTS(Kind.COUNTER, "Events that this node's indexer has stored."),
  INDEX_LAG_BLOCKS(Kind.GAUGE, "Blocks of the chain that no node's indexer has read yet."),
  INDEX_LAG_SECONDS(
      Kind.GAUGE, "Seconds between the newest block that was read and the chain's newest."),
  INDEX_STEP(Kind.TIMER, "Steps of this node's indexer that read or projected something."),
  INDEX_WORKING(Kind.GAUGE, "1 while the indexer's steps succeed, as the readiness check says."),
  LISTENERS(Kind.GAUGE, "Listeners to live events on this node."),
  LISTENERS_LIMIT(Kind.GAUGE, "The most listeners this node takes."),
  MAILBOX_ENVELOPES(Kind.GAUGE, "Envelopes in the mailbox, of all nodes."),
  REFUSALS(Kind.COUNTER, "Answers with a problem document, by its type.", "type"),
  REQUESTS(Kind.TIMER, "Requests to the API.", "route", "method", "status"),
  SAMPLE_AGE_SECONDS(Kind.GAUGE, "Seconds since chain, database and mailbox were last looked at."),
  SAMPLE_FAILURES(Kind.COUNTER, "Looks at chain, database and mailbox that failed.", "part"),
  STORE_FAILURES(Kind.COUNTER, "Calls to the content stores that failed, by code.", "code"),
  UPLOAD_BLOCKS(Kind.COUNTER, "Blocks that accounts uploaded to this node."),
  UPLOAD_BYTES(Kind.COUNTER, "Bytes of the blocks that accounts uploaded to this node.");

  /** How a figure behaves. */
  public enum Kind {
    /** Only grows, and is exposed with {@code _total}. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Durations; exposed as {@code _seconds} with buckets, count and sum. */
    TIMER
  }

  private static final String PREFIX = "assay.";

  private final Kind kind;
  private final String description;

  // List.of makes it immutable, which its type does not say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> labels;

  PlatformMetric(Kind kind, String description, String... labels) {
    this.kind = kind;
    this.description = description;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  /** Names of its labels, in the order in which values are given. */
  public List<String> labels() {
    return labels;
  }

  /** The name under which it is registered. */
  public String registered() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The names of its series, as Prometheus reads them. */
  public List<String> series() {
    String name = registered().replace('.', '_');
    return switch (kind) {
      case COUNTER -> List.of(name + "_total");
      case GAUGE -> List.of(name);
      case TIMER ->
          List.of(name + "_seconds_bucket", name + "_seconds_count", name + "_seconds_sum");
    };
  }
}
