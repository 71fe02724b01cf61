package assay.chain;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** An exchange with a node that came to nothing; knows what is said when it stays so. */
final class NodeFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Function<URI, ChainUnreachableException> words;
  private final Duration pauseWanted;
  private final boolean isWorthRepeating;

  private NodeFault(
      String message,
      Function<URI, ChainUnreachableException> words,
      Duration pauseWanted,
      boolean isWorthRepeating) {
    super(message);
    this.words = words;
    this.pauseWanted = pauseWanted;
    this.isWorthRepeating = isWorthRepeating;
  }

  static NodeFault busy(Duration pauseWanted) {
    return new NodeFault(
        "busy", node -> new NodeBusyException(node, pauseWanted), pauseWanted, true);
  }

  static NodeFault status(int status) {
    return new NodeFault(
        "HTTP " + status,
        node -> new ChainUnreachableException(node, status),
        Duration.ZERO,
        status >= 500);
  }

  static NodeFault broken(String problem) {
    return new NodeFault(
        problem, node -> new BrokenAnswerException(node, problem), Duration.ZERO, true);
  }

  /** Asking for the same again would bring the same again. */
  static NodeFault tooLarge(long limit) {
    String problem = "is larger than %d bytes".formatted(limit);
    return new NodeFault(
        problem, node -> new BrokenAnswerException(node, problem), Duration.ZERO, false);
  }

  ChainUnreachableException of(URI node) {
    return words.apply(node);
  }

  Duration pauseWanted() {
    return pauseWanted;
  }

  boolean isWorthRepeating() {
    return isWorthRepeating;
  }
}
