package assay.chain;

/** The caller's key for something to be done once names something else already. */
public final class KeyReusedException extends ChainException {

  public KeyReusedException(String key, String purpose) {
    super(
        "key-reused",
        "Key '%s' stands for another call (%s); use a key of its own for each thing to be done."
            .formatted(key, purpose));
  }
}
