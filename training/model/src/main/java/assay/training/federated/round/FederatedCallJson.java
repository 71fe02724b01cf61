package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.pool.Seconds;

/**
 * A signed call to a federated round as APIs carry it.
 *
 * @param market the BountyMarket's address
 * @param plan the text form of its CID
 * @param deadline seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record FederatedCallJson(
    long chainId,
    Address market,
    Bytes32 bounty,
    Address coordinator,
    int round,
    String plan,
    long deadline,
    String signature) {

  public static FederatedCallJson of(SignedCall signed) {
    FederatedCall call = signed.statement();
    return new FederatedCallJson(
        call.job().market().chainId(),
        call.job().market().address(),
        call.job().bounty().value(),
        call.job().coordinator(),
        call.round(),
        call.plan().text(),
        call.deadline().getEpochSecond(),
        signed.signature().hex());
  }

  /** The call, held to its bounds; who signed it {@link SignedCall#isSigned()} tells. */
  public SignedCall signed() {
    FederatedCall call =
        new FederatedCall(
            new FederatedJob(new ContractAt(chainId, market), new BountyId(bounty), coordinator),
            round,
            Cid.parse(plan),
            Seconds.of("The deadline of a federated round", deadline));
    return new SignedCall(call, new HashSignature(signature));
  }
}
