package assay.training.federated.secure;

import assay.chain.Address;

/**
 * A client's words under its masks: as likely any other vector, to whoever has not all of them. The
 * array is shared, to be read only.
 */
public final class MaskedUpdate {

  private static final int CLIENT_BYTES = 20;

  private final Address client;
  private final int[] words;

  /**
   * @param words one for each parameter and one for the weight
   */
  public MaskedUpdate(Address client, int[] words) {
    this.client = client;
    this.words = words;
  }

  /** On the wire: the address and four bytes a word. */
  static long bytes(int parameters) {
    return CLIENT_BYTES + (long) Integer.BYTES * FixedPoint.words(parameters);
  }

  public Address client() {
    return client;
  }

  /** The vector itself. */
  public int[] words() {
    return words;
  }

  @Override
  public String toString() {
    return "masked update of " + client + ", " + words.length + " words";
  }
}
