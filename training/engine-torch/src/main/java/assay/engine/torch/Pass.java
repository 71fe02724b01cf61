package assay.engine.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Generator;

/**
 * One run of a batch through the graph: to learn, with chance for what layers forget, or to answer.
 *
 * @param chance a device's random numbers while it learns; empty while it answers
 */
record Pass(Optional<Generator> chance) {

  /** The pass that changes nothing and forgets nothing. */
  static final Pass ANSWERING = new Pass(Optional.empty());

  static Pass learning(Generator chance) {
    return new Pass(Optional.of(chance));
  }

  boolean isLearning() {
    return chance.isPresent();
  }
}
