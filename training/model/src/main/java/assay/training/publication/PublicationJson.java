package assay.training.publication;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.time.Instant;

/**
 * A signed publication as APIs carry it.
 *
 * @param market the BountyMarket's address
 * @param archive CID of the plain checkpoint
 * @param spec CID of the bounty's specification
 * @param signedAt seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record PublicationJson(
    long chainId,
    Address market,
    Bytes32 bounty,
    Address researcher,
    String archive,
    Bytes32 sha256,
    String spec,
    long signedAt,
    String signature) {

  private static final long LATEST = 253_402_300_799L;

  public static PublicationJson of(SignedPublication signed) {
    ModelPublication said = signed.publication();
    return new PublicationJson(
        said.market().chainId(),
        said.market().address(),
        said.bounty().value(),
        said.researcher(),
        said.archive().text(),
        said.sha256(),
        said.spec().text(),
        said.signedAt().getEpochSecond(),
        signed.signature().hex());
  }

  /** The publication, held to its bounds and its signature. */
  public SignedPublication signed() {
    if (signedAt < 0 || signedAt > LATEST) {
      throw new IllegalArgumentException(
          "The time of signing is %d seconds; give those since 1970.".formatted(signedAt));
    }
    return new SignedPublication(
        new ModelPublication(
            new ContractAt(chainId, market),
            new BountyId(bounty),
            researcher,
            Cid.parse(archive),
            sha256,
            Cid.parse(spec),
            Instant.ofEpochSecond(signedAt)),
        new HashSignature(signature));
  }
}
