package assay.training.pool;

import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What a miner says is in his rig. Its hash stands on chain, so he cannot tell two people two
 * things; that he has the devices it does not prove.
 *
 * @param rig the miner's account
 * @param seenAt when his agent looked, to the second
 * @param devices at most 64
 */
public record RigInventory(
    ContractAt registry, Address rig, Instant seenAt, List<RigDevice> devices)
    implements PoolStatement {

  /** More are not told. */
  public static final int MOST_DEVICES = 64;

  public RigInventory {
    devices = List.copyOf(devices);
    Seconds.require("The time of an inventory", seenAt);
    if (devices.size() > MOST_DEVICES) {
      throw new IllegalArgumentException(
          "An inventory has %d devices; tell at most %d.".formatted(devices.size(), MOST_DEVICES));
    }
  }

  @Override
  public Address signer() {
    return rig;
  }

  @Override
  public String primaryType() {
    return "Rig";
  }

  @Override
  public void describe(ObjectNode message) {
    message.put("rig", rig.hex()).put("seenAt", seenAt.getEpochSecond());
    ArrayNode list = message.putArray("devices");
    for (RigDevice device : devices) {
      list.addObject()
          .put("kind", device.kind().word())
          .put("name", device.name())
          .put("cores", device.cores())
          .put("memoryBytes", device.memory())
          .put("capability", device.capability());
    }
  }
}
