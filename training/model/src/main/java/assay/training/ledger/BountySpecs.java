package assay.training.ledger;

import assay.chain.Bytes32;
import assay.registry.content.ContentStore;
import assay.training.bounty.BountySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Fetches the specification that a bounty's researcher published, held to its hash on chain. */
public final class BountySpecs {

  private final ContentStore store;

  public BountySpecs(ContentStore store) {
    this.store = store;
  }

  /**
   * The bounty's specification.
   *
   * @throws IllegalStateException if the file is not the one whose hash stands on chain
   */
  public BountySpec fetch(BountyFacts bounty) {
    try (InputStream in = store.get(bounty.spec(), BountySpec.MAX_BYTES)) {
      byte[] json = in.readAllBytes();
      if (!Bytes32.keccak256(json).equals(bounty.specHash())) {
        throw new IllegalStateException(
            "The specification of bounty %s is not the one on chain; leave it."
                .formatted(bounty.id()));
      }
      return BountySpec.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }
}
