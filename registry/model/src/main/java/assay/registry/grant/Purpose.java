package assay.registry.grant;

import java.util.stream.Stream;

/**
 * What a grantee may read for. Four are agreed; owners and grantees may agree on others.
 *
 * @param code 1 to 255, as the grants contract carries it
 */
public record Purpose(int code) {

  public static final Purpose TRAIN = new Purpose(1);
  public static final Purpose EVALUATE = new Purpose(2);
  public static final Purpose FEDERATE = new Purpose(3);
  public static final Purpose PREDICT = new Purpose(4);

  public Purpose {
    if (code < 1 || code > 255) {
      throw new IllegalArgumentException("Purpose " + code + " is outside 1..255.");
    }
  }

  /** Reads what {@link #toString} writes of the agreed ones, or a number. */
  public static Purpose parse(String text) {
    return Stream.of(TRAIN, EVALUATE, FEDERATE, PREDICT)
        .filter(purpose -> purpose.toString().equals(text))
        .findFirst()
        .orElseGet(() -> ofNumber(text));
  }

  private static Purpose ofNumber(String text) {
    if (!text.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no purpose: train, evaluate, federate, predict, or a number.");
    }
    return new Purpose(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    return switch (code) {
      case 1 -> "train";
      case 2 -> "evaluate";
      case 3 -> "federate";
      case 4 -> "predict";
      default -> "purpose " + code;
    };
  }
}
