package assay.registry.actor;

import assay.chain.Bytes32;

/**
 * A chain of hashes x(k-1) = keccak256(x(k)) that ends in a secret. Publishing the tip x(0) fixes
 * all of it; giving x(k) later proves that it was fixed then (Lamport 1981). The beacon draws its
 * seeds from such chains.
 *
 * @param secret x(length), known to its owner alone
 * @param length how many values can be given
 */
public record HashChain(Bytes32 secret, int length) {

  public HashChain {
    if (length < 1) {
      throw new IllegalArgumentException("A hash chain needs a length of at least 1.");
    }
  }

  /** What is published at the start. */
  public Bytes32 tip() {
    return at(0);
  }

  /** The value at a position, from 0 (the tip) to the length (the secret). */
  public Bytes32 at(long position) {
    if (position < 0 || position > length) {
      throw new IllegalArgumentException(
          "Position %d is outside this chain of %d; register a new chain."
              .formatted(position, length));
    }
    Bytes32 value = secret;
    for (long step = length; step > position; step--) {
      value = Bytes32.keccak256(value.bytes());
    }
    return value;
  }

  /** Never prints the secret. */
  @Override
  public String toString() {
    return "HashChain[" + length + "]";
  }
}
