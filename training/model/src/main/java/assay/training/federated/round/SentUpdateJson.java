package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;

/**
 * A site's signed word on its update as APIs carry it.
 *
 * @param market the BountyMarket's address
 * @param update sha-256 of the sealed update
 * @param sealed the text form of the CID under which it lies
 * @param signature 65 bytes, 0x and hex
 */
public record SentUpdateJson(
    long chainId,
    Address market,
    Bytes32 bounty,
    Address coordinator,
    int round,
    Address site,
    Bytes32 grant,
    long samples,
    Bytes32 previousModel,
    Bytes32 update,
    long epsilonMillionths,
    String sealed,
    String signature) {

  public static SentUpdateJson of(SentUpdate sent) {
    SiteUpdate update = sent.signed().statement();
    return new SentUpdateJson(
        update.job().market().chainId(),
        update.job().market().address(),
        update.job().bounty().value(),
        update.job().coordinator(),
        update.round(),
        update.site(),
        update.grant(),
        update.samples(),
        update.previousModel(),
        update.update(),
        update.epsilonMillionths(),
        sent.update().text(),
        sent.signed().signature().hex());
  }

  /** The update, held to its bounds; who signed it {@link SignedUpdate#isSigned()} tells. */
  public SentUpdate sent() {
    SiteUpdate statement =
        new SiteUpdate(
            new FederatedJob(new ContractAt(chainId, market), new BountyId(bounty), coordinator),
            round,
            site,
            grant,
            samples,
            previousModel,
            update,
            epsilonMillionths);
    return new SentUpdate(
        new SignedUpdate(statement, new HashSignature(signature)), Cid.parse(sealed));
  }
}
