package assay.training.federated.secure;

import assay.chain.Address;
import assay.chain.HashSignature;

/** A client's signature under the survivors that it was told. */
public record SignedSurvivors(Address client, HashSignature signature) {

  /** On the wire: the address and a signature. */
  static final int BYTES = 20 + 65;
}
