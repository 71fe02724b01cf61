package assay.chain;

import java.util.Locale;
import java.util.Optional;
import org.web3j.protocol.core.Response;

/**
 * What a node said to a signed transaction. JSON-RPC has no codes for it, so the words are read
 * that geth, reth, nethermind and anvil use.
 *
 * @param kind what it means
 * @param problem why it was refused, if it was
 */
record Broadcast(Kind kind, Optional<ChainException> problem) {

  /** The cases that lead to different steps. */
  enum Kind {
    /** It waits to be mined. */
    ACCEPTED,
    /** It waits already. */
    KNOWN,
    /** Its nonce is mined, by it or by another one. */
    NONCE_TOO_LOW,
    /** Another one of this nonce waits and pays as much. */
    UNDERPRICED,
    /** The node will not have it. */
    REFUSED
  }

  static final Broadcast ACCEPTED = new Broadcast(Kind.ACCEPTED, Optional.empty());

  static Broadcast refused(String purpose, Response.Error error) {
    return new Broadcast(
        kind(String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT)),
        Optional.of(ContractErrors.refusal(purpose, error)));
  }

  private static Kind kind(String words) {
    if (words.contains("already known")
        || words.contains("already imported")
        || words.contains("alreadyknown")) {
      return Kind.KNOWN;
    }
    if (words.contains("nonce too low") || words.contains("oldnonce")) {
      return Kind.NONCE_TOO_LOW;
    }
    return words.contains("replacement") ? Kind.UNDERPRICED : Kind.REFUSED;
  }
}
