package assay.training.bounty;

import assay.chain.Bytes32;

/**
 * A bounty's identity on its chain. It hashes what the bounty is, so a reorganised chain cannot
 * move a commit to another bounty.
 *
 * @param value keccak256(abi.encode(chainId, market, researcher, nonce, specHash))
 */
public record BountyId(Bytes32 value) implements Comparable<BountyId> {

  public static BountyId of(BountyOrigin origin, Bytes32 specHash) {
    return new BountyId(origin.words().word(specHash).keccak256());
  }

  @Override
  public int compareTo(BountyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
