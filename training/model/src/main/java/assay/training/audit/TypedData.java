package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.math.BigInteger;

/** Hashes of EIP-712 typed data, as OpenZeppelin's EIP712 contract computes them. */
final class TypedData {

  private static final Bytes32 DOMAIN_TYPE =
      Bytes32.keccak256(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

  private TypedData() {}

  /** What a signer signs: domain of that name, version 1, and the hash of a struct. */
  static Bytes32 digest(String name, BigInteger chainId, Address contract, Bytes32 struct) {
    Bytes32 domain =
        new Words()
            .add(DOMAIN_TYPE)
            .add(Bytes32.keccak256(name))
            .add(Bytes32.keccak256("1"))
            .add(chainId)
            .add(contract)
            .hash();
    return new Words().prefix(0x19).prefix(0x01).add(domain).add(struct).hash();
  }
}
