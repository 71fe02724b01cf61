package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;

/**
 * A signed reply to a call as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param plan the text form of its CID
 * @param weights the text form of their CID
 * @param signature 65 bytes, 0x and hex
 */
public record RoundReplyJson(
    long chainId,
    Address registry,
    Address member,
    Address pool,
    Bytes32 bounty,
    int round,
    String plan,
    String weights,
    long samples,
    String signature) {

  public static RoundReplyJson of(Signed<RoundReply> signed) {
    RoundReply reply = signed.statement();
    return new RoundReplyJson(
        reply.registry().chainId(),
        reply.registry().address(),
        reply.member(),
        reply.turn().pool(),
        reply.turn().bounty().value(),
        reply.turn().round(),
        reply.plan().text(),
        reply.weights().text(),
        reply.samples(),
        signed.signature().hex());
  }

  /** The reply, held to its bounds and its signature. */
  public Signed<RoundReply> signed() {
    RoundReply reply =
        new RoundReply(
            new ContractAt(chainId, registry),
            member,
            new Turn(pool, new BountyId(bounty), round),
            Cid.parse(plan),
            Cid.parse(weights),
            samples);
    return new Signed<>(reply, new HashSignature(signature));
  }
}
