package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.Wei;
import assay.registry.dataset.ContractAt;
import java.time.Duration;

/**
 * A signed offer as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param seconds that the job would take
 * @param priceWei decimal text
 * @param validUntil seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record OfferJson(
    long chainId,
    Address registry,
    Bytes32 question,
    Address pool,
    long seconds,
    String priceWei,
    String devices,
    long validUntil,
    String signature) {

  public static OfferJson of(Signed<Offer> signed) {
    Offer offer = signed.statement();
    return new OfferJson(
        offer.registry().chainId(),
        offer.registry().address(),
        offer.question(),
        offer.pool(),
        offer.estimate().time().toSeconds(),
        offer.estimate().price().toString(),
        offer.estimate().devices(),
        offer.validUntil().getEpochSecond(),
        signed.signature().hex());
  }

  /** The offer, held to its bounds and its signature. */
  public Signed<Offer> signed() {
    Offer offer =
        new Offer(
            new ContractAt(chainId, registry),
            question,
            pool,
            new Offer.Estimate(Duration.ofSeconds(seconds), Wei.of(priceWei), devices),
            Seconds.of("The end of an offer", validUntil));
    return new Signed<>(offer, new HashSignature(signature));
  }
}
