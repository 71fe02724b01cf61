package assay.training.publication;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TypedData;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A researcher's word that everybody may have his bounty's winning model, signed under a domain
 * that names chain and market (EIP-712).
 *
 * @param market the BountyMarket
 * @param archive the checkpoint's plain tar
 * @param sha256 of that tar, which its miner committed to on chain
 * @param spec CID of the bounty's specification
 * @param signedAt to the second
 */
public record ModelPublication(
    ContractAt market,
    BountyId bounty,
    Address researcher,
    Cid archive,
    Bytes32 sha256,
    Cid spec,
    Instant signedAt) {

  public ModelPublication {
    if (!signedAt.equals(signedAt.truncatedTo(ChronoUnit.SECONDS))
        || signedAt.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException(
          "The time of signing is %s; give whole seconds since 1970.".formatted(signedAt));
    }
  }

  /** The typed data as wallets take it. */
  public String typedData() {
    ObjectNode data = TypedData.ofTypes(ModelPublication.class, "publication-types.json");
    data.putObject("domain")
        .put("name", "AssayModel")
        .put("version", "1")
        .put("chainId", market.chainId())
        .put("verifyingContract", market.address().hex());
    data.putObject("message")
        .put("bounty", bounty.value().hex())
        .put("researcher", researcher.hex())
        .put("archive", archive.text())
        .put("sha256", sha256.hex())
        .put("spec", spec.text())
        .put("signedAt", signedAt.getEpochSecond());
    return data.toString();
  }

  /** The hash that is signed. */
  public Bytes32 hash() {
    return TypedData.hash(typedData());
  }
}
