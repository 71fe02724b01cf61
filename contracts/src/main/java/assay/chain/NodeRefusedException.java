package assay.chain;

/** The node answered a call with a JSON-RPC error that is not a contract's revert. */
public final class NodeRefusedException extends ChainException {

  public NodeRefusedException(String call, String error) {
    super(
        "node-refused",
        "The chain node refused %s: %s. Check the account's balance and the node's log."
            .formatted(call, error));
  }
}
