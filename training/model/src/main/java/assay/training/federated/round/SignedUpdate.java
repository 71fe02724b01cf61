package assay.training.federated.round;

import assay.chain.Account;
import assay.chain.Bytes32;
import assay.chain.HashSignature;

/**
 * A site's word with a signature, which {@link RoundAudit} holds to it.
 *
 * @param signature over the statement's hash
 */
public record SignedUpdate(SiteUpdate statement, HashSignature signature) {

  /** Signs in the account's name. */
  public static SignedUpdate by(Account account, SiteUpdate statement) {
    return new SignedUpdate(statement, HashSignature.sign(account, statement.hash()));
  }

  /** Whether the site itself signed. */
  public boolean isSigned() {
    return isSigned(statement.hash());
  }

  /** The same for who worked the statement's hash out already. */
  boolean isSigned(Bytes32 hash) {
    return signature.signerOf(hash).filter(statement.site()::equals).isPresent();
  }
}
