package assay.training.bounty;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.math.BigInteger;

/**
 * Who opens which bounty where: what every hash that a researcher commits to is bound to.
 *
 * @param chainId the chain
 * @param market the BountyMarket contract
 * @param researcher the address that opens the bounty
 * @param nonce the researcher's next nonce at that market
 */
public record BountyOrigin(
    BigInteger chainId, Address market, Address researcher, BigInteger nonce) {

  /** testKeyCommit: binds the raw 32-byte X25519 identity that opens the sealed test set. */
  public Bytes32 testKeyCommit(Bytes32 testIdentity) {
    return words().word(testIdentity).keccak256();
  }

  /** A test sample's leaf: keccak256(0x00 ++ abi.encode(origin, index, sha256(sample), salt)). */
  public Bytes32 leaf(int index, Bytes32 sampleHash, Bytes32 salt) {
    return words().number(index).word(sampleHash).word(salt).keccak256(0);
  }

  AbiWords words() {
    return new AbiWords().number(chainId).address(market).address(researcher).number(nonce);
  }
}
