package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.Anchor;
import java.math.BigInteger;

/** Roots on chain, and the call that puts one there, ready to be signed. Immutable. */
public final class AnchorCalls {

  private final ChainClient chain;
  private final Address address;
  private final Anchor anchor;

  public AnchorCalls(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.address = deployment.address(ContractName.ANCHOR);
    this.anchor = chain.wrap(Anchor::load, address);
  }

  /**
   * Appends a root to the sender's own list of that kind, as it is in the newest block; the
   * contract refuses it if the list has grown until then.
   */
  public ContractCall append(Address sender, Bytes32 kind, Bytes32 root) {
    byte[] head =
        chain.read(
            "the anchors of " + sender,
            () -> anchor.headOf(sender.hex(), kind.bytes()).send().component1());
    return ContractCall.of(
        "anchor a root",
        address,
        anchor.anchor(kind.bytes(), root.bytes(), head).encodeFunctionCall());
  }

  /** How many roots of that kind the sender has on chain, as it is in the newest block. */
  public long length(Address sender, Bytes32 kind) {
    return chain
        .read(
            "the anchors of " + sender,
            () -> anchor.headOf(sender.hex(), kind.bytes()).send().component2())
        .longValueExact();
  }

  /**
   * One of them, as it is in the newest block; zero if there is none.
   *
   * @param index from 0
   */
  public Bytes32 root(Address sender, Bytes32 kind, long index) {
    return Bytes32.of(
        chain.read(
            "an anchor of " + sender,
            () -> anchor.rootAt(sender.hex(), kind.bytes(), BigInteger.valueOf(index)).send()));
  }
}
