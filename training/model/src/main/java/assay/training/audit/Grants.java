package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a grant was live, from the events about it alone. */
final class Grants {

  static final int TRAIN = 1;

  private static final int FIELDS = 14;
  private static final Bytes32 TYPE =
      Bytes32.keccak256(
          "Grant(address grantor,address grantee,bytes32 asset,uint32 version,uint8 purpose,"
              + "uint8 level,uint64 notBefore,uint64 expiry,uint32 uses,address token,"
              + "uint256 price,uint64 grantEpoch,uint256 nonce,uint64 deadline)");

  private final Evidence evidence;

  Grants(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The id of a grant that a transaction carries; zero for an empty one. */
  Bytes32 id(CallData.Call grants, int number) {
    if (grants.word((long) number * FIELDS).isZero()) {
      return Bytes32.ZERO;
    }
    Words words = new Words().add(TYPE);
    for (int field = 0; field < FIELDS; field++) {
      words.add(grants.word((long) number * FIELDS + field));
    }
    return digest(words);
  }

  /** The id that the terms in the event give. */
  Bytes32 id(ChainEvent granted) {
    return digest(
        new Words()
            .add(TYPE)
            .add(granted.address("grantor"))
            .add(granted.address("grantee"))
            .add(granted.bytes32("asset"))
            .add(granted.integer("version"))
            .add(granted.integer("purpose"))
            .add(granted.integer("level"))
            .add(granted.integer("notBefore"))
            .add(granted.integer("expiry"))
            .add(granted.integer("uses"))
            .add(granted.address("token"))
            .add(granted.integer("price"))
            .add(granted.integer("grantEpoch"))
            .add(granted.integer("nonce"))
            .add(granted.integer("deadline")));
  }

  private Bytes32 digest(Words struct) {
    return TypedData.digest(
        "AssayAccessGrants",
        evidence.chainId(),
        evidence.address(ContractName.ACCESS_GRANTS),
        struct.hash());
  }

  /** The event that gave a grant. */
  Optional<ChainEvent> granted(List<ChainEvent> events, Bytes32 id) {
    return named(events, "Granted", id).findFirst();
  }

  private static Stream<ChainEvent> named(List<ChainEvent> events, String name, Bytes32 id) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .filter(event -> event.bytes32("id").equals(id));
  }

  /**
   * Whether the grant let the miner train on the dataset at a time.
   *
   * @param events what had happened when it was asked
   */
  boolean isLive(
      List<ChainEvent> events, Bytes32 id, Address miner, Terms.Dataset dataset, long time) {
    return granted(events, id)
        .filter(granted -> granted.address("grantee").equals(miner))
        .filter(granted -> granted.bytes32("asset").equals(dataset.asset()))
        .filter(granted -> granted.number("version") == dataset.version())
        .filter(granted -> granted.number("purpose") == TRAIN)
        .filter(granted -> isWithin(granted, time))
        .filter(granted -> isPaid(events, granted, time))
        .filter(granted -> isNotEnded(events, granted, time))
        .isPresent();
  }

  private boolean isWithin(ChainEvent granted, long time) {
    BigInteger at = BigInteger.valueOf(time);
    return at.compareTo(granted.integer("notBefore")) >= 0
        && time >= evidence.time(granted)
        && at.compareTo(granted.integer("expiry")) < 0;
  }

  private boolean isPaid(List<ChainEvent> events, ChainEvent granted, long time) {
    return granted.integer("price").signum() == 0
        || named(events, "Used", granted.bytes32("id"))
            .findFirst()
            .filter(used -> evidence.time(used) <= time)
            .isPresent();
  }

  private boolean isNotEnded(List<ChainEvent> events, ChainEvent granted, long time) {
    boolean isRevoked =
        named(events, "Revoked", granted.bytes32("id"))
            .anyMatch(revoked -> time >= evidence.time(revoked));
    long next = granted.number("grantEpoch") + 1;
    boolean isPast =
        events.stream()
            .filter(event -> event.name().equals("GrantEpochAdvanced"))
            .filter(event -> event.bytes32("asset").equals(granted.bytes32("asset")))
            .filter(event -> event.number("epoch") == next)
            .anyMatch(event -> time >= evidence.time(event));
    return !isRevoked && !isPast;
  }
}
