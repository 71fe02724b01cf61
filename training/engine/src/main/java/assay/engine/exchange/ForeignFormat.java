package assay.engine.exchange;

/** What a foreign file seems to be, told by its first bytes; its reader finds out whether it is. */
public enum ForeignFormat {
  /** A model of Keras's, or nothing known. */
  HDF5,
  /** Deeplearning4j's model, or NumPy's arrays. */
  ZIP,
  /** Deeplearning4j's JSON without weights. */
  DL4J_CONFIGURATION;

  /** Looks at the first bytes. */
  public static ForeignFormat of(byte[] file) {
    if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
      return ZIP;
    }
    return file.length > 0 && file[0] == '{' ? DL4J_CONFIGURATION : HDF5;
  }
}
