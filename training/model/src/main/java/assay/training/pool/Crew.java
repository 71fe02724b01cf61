package assay.training.pool;

import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Whom a pool's operator lets work on a bounty, signed by him: nobody else gets a lease on it. The
 * newest one of a bounty counts.
 *
 * @param members from 1 to 64 different accounts, in the order of their addresses; not the operator
 * @param isTogether whether all of them train it together, with the operator; else one at a time
 * @param signedAt to the second
 */
public record Crew(
    ContractAt registry,
    Address pool,
    BountyId bounty,
    List<Address> members,
    boolean isTogether,
    Instant signedAt)
    implements PoolStatement {

  /** More are not named for one bounty. */
  public static final int MOST_MEMBERS = 64;

  public Crew {
    members = members.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    Seconds.require("The time of signing", signedAt);
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "A crew has %d members; name 1 to %d.".formatted(members.size(), MOST_MEMBERS));
    }
    if (members.contains(pool) || members.contains(Address.ZERO)) {
      throw new IllegalArgumentException(
          "The operator %s and the zero address are nobody's members; name others."
              .formatted(pool));
    }
  }

  /** Whether that account may have a lease. */
  public boolean has(Address member) {
    return members.contains(member);
  }

  @Override
  public Address signer() {
    return pool;
  }

  @Override
  public String primaryType() {
    return "Crew";
  }

  @Override
  public void describe(ObjectNode message) {
    message.put("pool", pool.hex()).put("bounty", bounty.value().hex());
    ArrayNode list = message.putArray("members");
    members.forEach(member -> list.add(member.hex()));
    message.put("together", isTogether).put("signedAt", signedAt.getEpochSecond());
  }
}
