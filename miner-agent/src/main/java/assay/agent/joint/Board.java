package assay.agent.joint;

import assay.agent.loop.Narrator;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks a board that may be away: a training must neither end with it nor run ahead without the
 * others because it was away for a moment. Not thread-safe.
 */
public final class Board {

  private final Pacer pacer;
  private final Trouble trouble;

  Board(JointTools tools, Object subject) {
    this(tools.narrator(), tools.pacer(), subject);
  }

  /**
   * @param subject of what is told
   */
  public Board(Narrator narrator, Pacer pacer, Object subject) {
    this.pacer = pacer;
    this.trouble = new Trouble(narrator, subject);
  }

  /** Asks until there is an answer, the time is over, or it need not go on. */
  public <T> Optional<T> ask(Supplier<T> question, Duration patience, BooleanSupplier isOver) {
    long end = pacer.nanoTime() + patience.toNanos();
    do {
      Optional<T> answer = once(question);
      if (answer.isPresent()) {
        return answer;
      }
      pacer.rest();
    } while (pacer.nanoTime() - end < 0 && !isOver.getAsBoolean());
    return Optional.empty();
  }

  /** Asks once; what went wrong is told once. */
  public <T> Optional<T> once(Supplier<T> question) {
    try {
      T answer = question.get();
      trouble.over();
      return Optional.of(answer);
    } catch (PlatformUnreachableException | PlatformRefusedException e) {
      trouble.tell(e);
      return Optional.empty();
    }
  }
}
