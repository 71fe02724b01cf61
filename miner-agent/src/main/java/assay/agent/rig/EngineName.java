package assay.agent.rig;

/** The engines that an agent can train with. */
public enum EngineName {
  DL4J("Deeplearning4j"),
  LIBTORCH("LibTorch");

  private final String text;

  EngineName(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
