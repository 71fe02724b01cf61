package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;

/**
 * A signed call to a joint round as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param plan the text form of its CID
 * @param deadline seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record RoundCallJson(
    long chainId,
    Address registry,
    Address pool,
    Bytes32 bounty,
    int round,
    String plan,
    long deadline,
    String signature) {

  public static RoundCallJson of(Signed<RoundCall> signed) {
    RoundCall call = signed.statement();
    return new RoundCallJson(
        call.registry().chainId(),
        call.registry().address(),
        call.turn().pool(),
        call.turn().bounty().value(),
        call.turn().round(),
        call.plan().text(),
        call.deadline().getEpochSecond(),
        signed.signature().hex());
  }

  /** The call, held to its bounds and its signature. */
  public Signed<RoundCall> signed() {
    RoundCall call =
        new RoundCall(
            new ContractAt(chainId, registry),
            new Turn(pool, new BountyId(bounty), round),
            Cid.parse(plan),
            Seconds.of("The deadline of a joint round", deadline));
    return new Signed<>(call, new HashSignature(signature));
  }
}
