package assay.agent.loop;

import assay.agent.journal.JournalException;
import assay.chain.ChainUnreachableException;
import assay.chain.TransactionJournalException;
import assay.chain.WrongChainException;
import java.util.HashMap;
import java.util.Map;

/**
 * Does duties one after another, each on its own: strangers set them, and one that cannot be done
 * must not keep an agent from the others. What went wrong is told once per reason; what concerns
 * all of them (the journal, the chain) ends the round. Not thread-safe.
 */
public final class Rounds {

  private final Narrator narrator;
  private final Map<Object, String> lastFailure = new HashMap<>();

  public Rounds(Narrator narrator) {
    this.narrator = narrator;
  }

  /** Does what is due about a subject; what failed is due again next time. */
  public void visit(Object subject, Runnable duty) {
    try {
      duty.run();
      if (lastFailure.remove(subject) != null) {
        narrator.tell("going-on", subject, "Going on with it.");
      }
    } catch (JournalException
        | TransactionJournalException
        | WrongChainException
        | ChainUnreachableException e) {
      throw e;
    } catch (RuntimeException e) {
      tellOnce(subject, e);
    }
  }

  private void tellOnce(Object subject, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(lastFailure.put(subject, reason))) {
      narrator.tell(
          "waiting", subject, reason, Map.of("failure", failure.getClass().getSimpleName()));
    }
  }
}
