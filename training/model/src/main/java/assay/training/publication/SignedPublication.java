package assay.training.publication;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.HashSignature;
import java.util.Optional;

/** A publication with its researcher's signature; it exists only with one that fits. */
public record SignedPublication(ModelPublication publication, HashSignature signature) {

  public SignedPublication {
    Optional<Address> found = signature.signerOf(publication.hash());
    if (!found.equals(Optional.of(publication.researcher()))) {
      throw new IllegalArgumentException(
          "This publication is not signed by %s; sign it with his account."
              .formatted(publication.researcher()));
    }
  }

  /** Signs in the account's name, which must be the researcher's. */
  public static SignedPublication by(Account account, ModelPublication publication) {
    return new SignedPublication(publication, HashSignature.sign(account, publication.hash()));
  }
}
