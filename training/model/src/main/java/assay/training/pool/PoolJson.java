package assay.training.pool;

import assay.chain.Address;
import assay.chain.HashSignature;
import assay.registry.dataset.ContractAt;

/**
 * A signed description of a pool as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param signedAt seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record PoolJson(
    long chainId,
    Address registry,
    Address operator,
    String name,
    int feeBps,
    String contact,
    String trains,
    long signedAt,
    String signature) {

  public static PoolJson of(Signed<PoolDescription> signed) {
    PoolDescription pool = signed.statement();
    return new PoolJson(
        pool.registry().chainId(),
        pool.registry().address(),
        pool.operator(),
        pool.name(),
        pool.fee().basisPoints(),
        pool.contact(),
        pool.trains(),
        pool.signedAt().getEpochSecond(),
        signed.signature().hex());
  }

  /** The description, held to its bounds and its signature. */
  public Signed<PoolDescription> signed() {
    PoolDescription pool =
        new PoolDescription(
            new ContractAt(chainId, registry),
            operator,
            name,
            new PoolFee(feeBps),
            contact,
            trains,
            Seconds.of("The time of signing", signedAt));
    return new Signed<>(pool, new HashSignature(signature));
  }
}
