package assay.training.audit;

import java.util.Arrays;

/** States of a bounty, numbered as in IBountyMarket. */
enum State {
  NONE(0),
  SAMPLED(1),
  OPEN(2),
  REVEAL(3),
  DRAWING(4),
  SCORING(5),
  SCORE_REVEAL(6),
  SCORED(7),
  DELIVERING(8),
  SETTLED(9),
  REFUNDED(10),
  CANCELLED(11),
  DEFAULTED(12);

  private final int number;

  State(int number) {
    this.number = number;
  }

  static State numbered(long number) {
    return Arrays.stream(values())
        .filter(state -> state.number == number)
        .findFirst()
        .orElseThrow(() -> new Contradiction("there is no state " + number));
  }

  int number() {
    return number;
  }

  boolean isFinal() {
    return compareTo(SETTLED) >= 0;
  }
}
