package assay.agent.joint;

import assay.agent.loop.Narrator;

/** Why somebody waits, told when it changes and not each time he looks. Not thread-safe. */
public final class Trouble {

  private final Narrator narrator;
  private final Object subject;
  private String last = "";

  /**
   * @param subject of what is told
   */
  public Trouble(Narrator narrator, Object subject) {
    this.narrator = narrator;
    this.subject = subject;
  }

  public void tell(RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!reason.equals(last)) {
      last = reason;
      narrator.tell("waiting", subject, reason);
    }
  }

  /** The same is worth a word again. */
  void over() {
    last = "";
  }
}
