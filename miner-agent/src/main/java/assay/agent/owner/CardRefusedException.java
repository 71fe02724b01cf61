package assay.agent.owner;

import assay.agent.AgentException;
import java.nio.file.Path;

/** A dataset card that cannot be read. */
public final class CardRefusedException extends AgentException {

  private static final String CODE = "card-refused";

  public CardRefusedException(Path card, String why) {
    super(CODE, message(card, why));
  }

  public CardRefusedException(Path card, String why, Throwable cause) {
    super(CODE, message(card, why), cause);
  }

  private static String message(Path card, String why) {
    return "The dataset card " + card + " " + why + ".";
  }
}
