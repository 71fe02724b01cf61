package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.util.List;

/**
 * A signed crew as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param signedAt seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record CrewJson(
    long chainId,
    Address registry,
    Address pool,
    Bytes32 bounty,
    List<Address> members,
    boolean together,
    long signedAt,
    String signature) {

  public CrewJson {
    members = List.copyOf(members);
  }

  public static CrewJson of(Signed<Crew> signed) {
    Crew crew = signed.statement();
    return new CrewJson(
        crew.registry().chainId(),
        crew.registry().address(),
        crew.pool(),
        crew.bounty().value(),
        crew.members(),
        crew.isTogether(),
        crew.signedAt().getEpochSecond(),
        signed.signature().hex());
  }

  /** The crew, held to its bounds and its signature. */
  public Signed<Crew> signed() {
    Crew crew =
        new Crew(
            new ContractAt(chainId, registry),
            pool,
            new BountyId(bounty),
            members,
            together,
            Seconds.of("The time of signing", signedAt));
    return new Signed<>(crew, new HashSignature(signature));
  }
}
