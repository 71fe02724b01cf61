package assay.training.pool;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import java.util.Optional;

/**
 * A statement with the signature of the one whose word it is; it exists only with one that fits.
 *
 * @param signature over {@link PoolTypedData}
 */
public record Signed<S extends PoolStatement>(S statement, HashSignature signature) {

  public Signed {
    Optional<Address> found = signature.signerOf(PoolTypedData.hash(statement));
    if (!found.equals(Optional.of(statement.signer()))) {
      throw new IllegalArgumentException(
          "This %s is not signed by %s; ask for it again, as he signed it."
              .formatted(statement.primaryType(), statement.signer()));
    }
  }

  /** Signs in the account's name, which must be the statement's. */
  public static <S extends PoolStatement> Signed<S> by(Account account, S statement) {
    return new Signed<>(statement, HashSignature.sign(account, PoolTypedData.hash(statement)));
  }

  /** The statement's hash. */
  public Bytes32 hash() {
    return PoolTypedData.hash(statement);
  }
}
