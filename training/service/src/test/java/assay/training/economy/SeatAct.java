package assay.training.economy;

/** What a seat does in one round. */
enum SeatAct {
  TRUTH,
  OWN_LIE,
  COMMON_LIE,
  MARKS,
  COMMIT_ONLY,
  NOTHING,
  REPORT;

  boolean isFalse() {
    return this == OWN_LIE || this == COMMON_LIE || this == MARKS;
  }

  boolean isSilent() {
    return this == COMMIT_ONLY || this == NOTHING || this == REPORT;
  }

  static SeatAct of(EvaluatorWay way) {
    return switch (way) {
      case HONEST, WITHHOLDS_PREIMAGES, CARTEL -> TRUTH;
      case LIES_ALONE -> OWN_LIE;
      case COLLUDES -> COMMON_LIE;
      case MARKS_EVERYTHING -> MARKS;
      case LAZY -> COMMIT_ONLY;
      case ABSENT -> NOTHING;
      case REPORTS_FALSELY -> REPORT;
    };
  }
}
