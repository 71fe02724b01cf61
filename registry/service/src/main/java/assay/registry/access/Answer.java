package assay.registry.access;

/** What an owner said to a request. That something was granted counts only on the chain. */
public enum Answer {
  OPEN,
  GRANTED,
  DENIED
}
