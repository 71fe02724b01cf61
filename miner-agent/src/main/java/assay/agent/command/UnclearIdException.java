package assay.agent.command;

import assay.agent.AgentException;
import assay.chain.Bytes32;
import java.util.List;
import java.util.stream.Collectors;

/** The beginning of an id fits none or several. */
final class UnclearIdException extends AgentException {

  private static final int SHOWN = 5;
  private static final int DIGITS = 10;

  private UnclearIdException(String problem) {
    super("unclear-id", problem);
  }

  static UnclearIdException empty(String beginning) {
    return new UnclearIdException(
        "'%s' is the beginning of every id; give some digits of the one you mean."
            .formatted(beginning));
  }

  static UnclearIdException several(String beginning, String kind, List<Bytes32> matching) {
    return new UnclearIdException(
        "'%s' is the beginning of more than one %s's id: %s; give more digits."
            .formatted(beginning, kind, shown(matching)));
  }

  static UnclearIdException request(String beginning, int matching) {
    return new UnclearIdException(
        "'%s' is the beginning of %s waiting request's id; 'assay dataset requests list' shows them."
            .formatted(beginning, matching == 0 ? "no" : "more than one"));
  }

  static UnclearIdException none(String beginning, KnownIds known) {
    String depth =
        "at a finality of %d blocks (newest block: %d)".formatted(known.finality(), known.head());
    if (known.ids().isEmpty()) {
      return new UnclearIdException(
          "No %s is final %s; lower --finality, or wait.".formatted(known.kind(), depth));
    }
    return new UnclearIdException(
        "'%s' is the beginning of no %s's id; final %s are %s."
            .formatted(beginning, known.kind(), depth, shown(known.ids())));
  }

  /** The newest ones: those are asked about most. */
  private static String shown(List<Bytes32> ids) {
    int first = Math.max(0, ids.size() - SHOWN);
    String newest =
        ids.subList(first, ids.size()).stream()
            .map(id -> id.hex().substring(0, DIGITS))
            .collect(Collectors.joining(", "));
    return first == 0 ? newest : newest + " and " + first + " older";
  }
}
