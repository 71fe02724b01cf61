package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who owned which asset, rebuilt from mints, registrations and transfers. */
final class Assets {

  private final Map<Bytes32, Address> owners = new HashMap<>();
  private final Map<Bytes32, ChainEvent> registered = new HashMap<>();
  private final Map<Bytes32, Long> epochs = new HashMap<>();
  private final Set<Bytes32> retired = new HashSet<>();

  private Assets() {}

  /** As they were after these events. */
  static Assets after(Collection<ChainEvent> events) {
    Assets assets = new Assets();
    events.forEach(assets::apply);
    return assets;
  }

  private void apply(ChainEvent event) {
    switch (event.name()) {
      case "Transfer" -> transfer(event);
      case "AssetRegistered" -> registered.put(event.bytes32("asset"), event);
      case "AssetRetired" -> retired.add(event.bytes32("asset"));
      case "GrantEpochAdvanced" -> epochs.put(event.bytes32("asset"), event.number("epoch"));
      default -> {
        // The other events change nothing here.
      }
    }
  }

  private void transfer(ChainEvent event) {
    Bytes32 asset = asset(event.integer("tokenId"));
    Address from = event.address("from");
    Address owner = owners.getOrDefault(asset, Address.ZERO);
    if (!owner.equals(from)) {
      throw new Contradiction(
          "asset %s went from %s, and belonged to %s".formatted(asset, from, owner));
    }
    owners.put(asset, event.address("to"));
  }

  private static Bytes32 asset(BigInteger token) {
    String digits = token.toString(16);
    return new Bytes32("0x" + "0".repeat(64 - digits.length()) + digits);
  }

  Address owner(Bytes32 asset) {
    return owners.getOrDefault(asset, Address.ZERO);
  }

  boolean isRetired(Bytes32 asset) {
    return retired.contains(asset);
  }

  long epoch(Bytes32 asset) {
    return epochs.getOrDefault(asset, 0L);
  }

  Optional<ChainEvent> registration(Bytes32 asset) {
    return Optional.ofNullable(registered.get(asset));
  }

  /** The event that added a version. */
  static Optional<ChainEvent> version(List<ChainEvent> events, Bytes32 asset, long version) {
    return events.stream()
        .filter(event -> event.name().equals("VersionAdded"))
        .filter(event -> event.bytes32("asset").equals(asset))
        .filter(event -> event.number("version") == version)
        .findFirst();
  }

  /** The id the registry gives. */
  static Bytes32 id(Evidence evidence, Address creator, BigInteger nonce, Bytes32 specHash) {
    return Words.of(evidence.chainId(), evidence.address(ContractName.ASSET_REGISTRY))
        .add(creator)
        .add(nonce)
        .add(specHash)
        .hash();
  }
}
