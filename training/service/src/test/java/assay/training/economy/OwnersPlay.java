package assay.training.economy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractName;
import assay.chain.contract.AssetRegistry;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What owners do: register, grant, revoke, sell. Each has one dataset, a seller a new one after.
 */
final class OwnersPlay {

  private static final BigInteger DATASET = BigInteger.ZERO;

  private final Tools tools;
  private final Map<Address, VersionId> owned = new HashMap<>();
  private long nonce;

  OwnersPlay(Tools tools) {
    this.tools = tools;
  }

  VersionId datasetOf(Player<OwnerWay> owner) {
    return owned.computeIfAbsent(owner.address(), address -> register(owner));
  }

  private VersionId register(Player<OwnerWay> owner) {
    Cid manifest = cid("dataset " + nonce++ + " of " + owner.name());
    byte[] spec = manifest.digest().bytes();
    tools.send(
        owner,
        ContractName.ASSET_REGISTRY,
        tools.registry().register(DATASET, nextNonce(owner), spec, version(manifest), List.of()));
    return tools.chain().takeEvents().stream()
        .filter(event -> event.name().equals("VersionAdded"))
        .map(event -> new VersionId(new DatasetId(event.bytes32("asset")), 1))
        .findFirst()
        .orElseThrow();
  }

  private BigInteger nextNonce(Player<OwnerWay> owner) {
    return tools
        .chain()
        .client()
        .read("a nonce", () -> tools.registry().nonceOf(owner.address().hex()).send());
  }

  private static AssetRegistry.VersionSpec version(Cid manifest) {
    return new AssetRegistry.VersionSpec(
        Arrays.copyOf(manifest.bytes(), Integer.BYTES),
        manifest.digest().bytes(),
        Bytes32.keccak256("sealed").bytes(),
        Bytes32.keccak256("CC-BY-4.0").bytes(),
        BigInteger.valueOf(1_000),
        BigInteger.ONE);
  }

  static Cid cid(String content) {
    return Cid.of(Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Grants for every dataset of a bounty. */
  List<Optional<GrantDeed>> grant(List<Plot.Listed> datasets, Address miner) {
    return datasets.stream().map(listed -> Optional.of(grant(listed, miner))).toList();
  }

  private GrantDeed grant(Plot.Listed listed, Address miner) {
    Instant now = tools.chain().now();
    Instant end = now.plus(Duration.ofDays(3));
    GrantTerms terms =
        new GrantTerms(
            listed.owner().address(),
            miner,
            listed.version(),
            Purpose.TRAIN,
            SharingLevel.L1,
            new Period(now, end),
            Price.FREE);
    GrantDeed deed =
        new GrantDeed(
            terms,
            GrantHistory.UNLIMITED,
            0,
            BigInteger.valueOf(nonce++),
            BigInteger.valueOf(end.getEpochSecond()));
    tools.send(listed.owner(), tools.grants().grant(deed));
    return deed;
  }

  /** Those owners who behave that way do now what they do. */
  void act(Plot plot, OwnerWay way, Tally tally) {
    for (int index = 0; index < plot.datasets().size(); index++) {
      Plot.Listed listed = plot.datasets().get(index);
      if (listed.owner().way() == way) {
        tally.acted(listed.owner());
        act(plot, index, way);
      }
    }
  }

  private void act(Plot plot, int index, OwnerWay way) {
    Plot.Listed listed = plot.datasets().get(index);
    switch (way) {
      case HONEST -> {}
      case REVOKES_BEFORE_COMMIT, REVOKES_AFTER_COMMIT ->
          plot.entries().stream()
              .flatMap(entry -> entry.deeds().get(index).stream())
              .forEach(deed -> revoke(listed.owner(), deed));
      case SELLS -> sell(listed);
    }
  }

  private void revoke(Player<OwnerWay> owner, GrantDeed deed) {
    tools.send(owner, tools.grants().revoke(deed));
  }

  private void sell(Plot.Listed listed) {
    BigInteger token = new BigInteger(1, listed.version().dataset().value().bytes());
    String from = listed.owner().address().hex();
    String to = tools.cast().buyer.address().hex();
    tools.send(
        listed.owner(),
        ContractName.ASSET_REGISTRY,
        tools.registry().transferFrom(from, to, token));
    owned.remove(listed.owner().address());
  }
}
