package assay.local.demo;

import assay.agent.loop.Note;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one line of what a coordinator tells of a round: who was in, what came of it. Thread-safe.
 */
final class RoundLines {

  private final Map<String, Note> finished = new ConcurrentHashMap<>();
  private final Map<String, String> names;

  /**
   * @param names by the account's lower-case hex
   */
  RoundLines(Map<String, String> names) {
    this.names = names;
  }

  /** A line once the round is anchored. */
  Optional<String> hear(Note note) {
    String round = note.details().getOrDefault("round", "");
    if (note.event().equals("federated-round")) {
      finished.put(round, note);
    }
    return note.event().equals("round-published")
        ? Optional.ofNullable(finished.remove(round)).map(this::line)
        : Optional.empty();
  }

  private String line(Note note) {
    Map<String, String> details = note.details();
    return "Round %s of %s: %s in; accuracy %s on the public sample; anchored."
        .formatted(
            details.get("round"),
            details.get("rounds"),
            sites(details.getOrDefault("sites", "")),
            details.get("accuracy"));
  }

  private String sites(String addresses) {
    return Stream.of(addresses.split(",", -1))
        .map(address -> names.getOrDefault(address, address))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
