package assay.training.federated.round;

import assay.chain.Account;
import assay.chain.HashSignature;

/**
 * A coordinator's call with a signature, which its reader holds to it.
 *
 * @param signature over the statement's hash
 */
public record SignedCall(FederatedCall statement, HashSignature signature) {

  /** Signs in the account's name. */
  public static SignedCall by(Account account, FederatedCall statement) {
    return new SignedCall(statement, HashSignature.sign(account, statement.hash()));
  }

  /** Whether the coordinator himself signed. */
  public boolean isSigned() {
    return signature
        .signerOf(statement.hash())
        .filter(statement.job().coordinator()::equals)
        .isPresent();
  }
}
