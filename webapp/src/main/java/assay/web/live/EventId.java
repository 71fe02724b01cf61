package assay.web.live;

import assay.chain.EventPosition;
import assay.registry.index.FinalEvent;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a listener stands in the stream of final events: the id of the last event it got.
 *
 * @param block number of the event's block
 * @param logIndex place among the block's events
 */
public record EventId(long block, long logIndex) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");

  /** The place of an event. */
  public static EventId of(EventPosition position) {
    return new EventId(position.block(), position.logIndex());
  }

  /** The place behind all events of a block. */
  public static EventId endOf(long block) {
    return new EventId(block, Long.MAX_VALUE);
  }

  /** How far the oldest events before an end go, of which at most so many were read. */
  public static EventId reached(List<FinalEvent> page, int limit, EventId end) {
    return page.size() < limit ? end : of(page.get(limit - 1).event().position());
  }

  static EventId parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no event id; send back the id of an event as it came.");
    }
    return new EventId(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
  }

  @Override
  public String toString() {
    return block + "-" + logIndex;
  }
}
