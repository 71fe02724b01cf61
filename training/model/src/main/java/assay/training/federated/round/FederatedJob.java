package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TypedData;
import assay.registry.audit.AnchorKind;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bounty that one coordinator trains for by rounds. What is signed about it (EIP-712) is bound to
 * chain and market.
 *
 * @param market the BountyMarket
 * @param bounty whose reward is paid for the model
 * @param coordinator who leads the rounds and anchors them
 */
public record FederatedJob(ContractAt market, BountyId bounty, Address coordinator) {

  private static final String KIND = "assay federated rounds";

  /**
   * Under which kind the contract {@code Anchor} keeps the roots of a job's rounds, in the
   * coordinator's chain: keccak256 of the text "assay federated rounds" and the 32 bytes of the
   * bounty's id.
   */
  public Bytes32 kind() {
    return AnchorKind.of(KIND, bounty.value());
  }

  /** Typed data of one of the structs among the types, its job and round put in already. */
  ObjectNode typedData(String primaryType, int round) {
    ObjectNode data = TypedData.ofTypes(FederatedJob.class, "round-types.json");
    data.put("primaryType", primaryType);
    data.putObject("domain")
        .put("name", "AssayFederated")
        .put("version", "1")
        .put("chainId", market.chainId())
        .put("verifyingContract", market.address().hex());
    data.putObject("message").put("job", bounty.value().hex()).put("round", round);
    return data;
  }
}
