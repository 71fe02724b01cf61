package assay.agent.care;

/**
 * A value at which training stops and one at which it goes on. The gap between them keeps it from
 * stopping and going on with every reading.
 *
 * @param stop from here on it stops; above 0
 * @param resume at this or less it goes on; below {@code stop}
 */
public record Limit(double stop, double resume) {

  public Limit {
    if (!(stop > 0 && resume < stop)) {
      throw new IllegalArgumentException(
          "training cannot stop at %s and go on at %s; stop above 0 and go on at less."
              .formatted(stop, resume));
    }
  }
}
