package assay.chain;

import java.net.URI;

/** The node's answer cannot be believed: cut off, meant for another question, or without end. */
public final class BrokenAnswerException extends ChainUnreachableException {

  public BrokenAnswerException(URI node, String problem) {
    super(
        "broken-answer",
        "The answer of the chain node at %s %s; try again, or use another node."
            .formatted(withoutSecrets(node), problem));
  }
}
