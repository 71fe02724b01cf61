package assay.agent.command;

import assay.agent.AgentException;
import assay.training.bounty.BountyId;
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

  static UnclearIdException several(String beginning, List<BountyId> matching) {
    return new UnclearIdException(
        "'%s' is the beginning of more than one bounty's id: %s; give more digits."
            .formatted(beginning, shown(matching)));
  }

  static UnclearIdException none(String beginning, KnownBounties known) {
    String depth =
        "at a finality of %d blocks (newest block: %d)".formatted(known.finality(), known.head());
    if (known.ids().isEmpty()) {
      return new UnclearIdException(
          "No bounty is final %s; lower --finality, or wait.".formatted(depth));
    }
    return new UnclearIdException(
        "'%s' is the beginning of no bounty's id; final %s are %s."
            .formatted(beginning, depth, shown(known.ids())));
  }

  /** The newest ones: those are asked about most. */
  private static String shown(List<BountyId> ids) {
    int first = Math.max(0, ids.size() - SHOWN);
    String newest =
        ids.subList(first, ids.size()).stream()
            .map(id -> id.toString().substring(0, DIGITS))
            .collect(Collectors.joining(", "));
    return first == 0 ? newest : newest + " and " + first + " older";
  }
}
