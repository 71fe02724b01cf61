package assay.training.pool;

import assay.chain.Address;
import assay.chain.HashSignature;
import assay.registry.dataset.ContractAt;
import java.util.List;

/**
 * A signed inventory as APIs carry it.
 *
 * @param registry the ActorRegistry's address
 * @param seenAt seconds since 1970
 * @param signature 65 bytes, 0x and hex
 */
public record InventoryJson(
    long chainId,
    Address registry,
    Address rig,
    long seenAt,
    List<DeviceJson> devices,
    String signature) {

  /** A device. */
  public record DeviceJson(
      String kind, String name, int cores, long memoryBytes, String capability) {

    static DeviceJson of(RigDevice device) {
      return new DeviceJson(
          device.kind().word(),
          device.name(),
          device.cores(),
          device.memory(),
          device.capability());
    }

    RigDevice device() {
      return new RigDevice(RigDevice.Kind.parse(kind), name, cores, memoryBytes, capability);
    }
  }

  public InventoryJson {
    devices = List.copyOf(devices);
  }

  public static InventoryJson of(Signed<RigInventory> signed) {
    RigInventory rig = signed.statement();
    return new InventoryJson(
        rig.registry().chainId(),
        rig.registry().address(),
        rig.rig(),
        rig.seenAt().getEpochSecond(),
        rig.devices().stream().map(DeviceJson::of).toList(),
        signed.signature().hex());
  }

  /** The inventory, held to its bounds and its signature. */
  public Signed<RigInventory> signed() {
    RigInventory inventory =
        new RigInventory(
            new ContractAt(chainId, registry),
            rig,
            Seconds.of("The time of an inventory", seenAt),
            devices.stream().map(DeviceJson::device).toList());
    return new Signed<>(inventory, new HashSignature(signature));
  }
}
