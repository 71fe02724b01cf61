package assay.registry.index;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractCall;
import assay.chain.ContractEvents;
import assay.chain.ContractName;
import assay.chain.Receipt;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.chain.contract.AccessGrants;
import assay.chain.contract.ActorRegistry;
import assay.chain.contract.AssetRegistry;
import assay.registry.catalogue.ActorView;
import assay.registry.catalogue.AssetView;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
import assay.registry.database.TestDatabase;
import assay.registry.listing.Wanted;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.RemoteFunctionCall;

/** What strangers may write on chain never stops the indexer, and can be read back. */
class HostileEventsIT {

  private static final BigInteger UINT32 = max(32);
  private static final BigInteger UINT64 = max(64);
  private static final BigInteger UINT256 = max(256);
  private static final byte[] GARBAGE = HexFormat.of().parseHex("ff".repeat(32));

  private static RegistryWorld world;
  private static TestDatabase database;
  private static TransactionSender stranger;
  private static Bytes32 asset;

  @BeforeAll
  static void registerGarbage() {
    world = RegistryWorld.start(2);
    database = TestDatabase.create();
    stranger = world.sender();
    asset = register(HexFormat.of().parseHex("deadbeef"));
  }

  @AfterAll
  static void stop() {
    database.close();
    world.close();
  }

  @Test
  void shouldKeepAnImpossibleManifestAsHexAndTheLargestSize() {
    index();

    AssetView found = catalogue().asset(asset).orElseThrow();
    assertThat(found.versions().get(0).manifest()).isEqualTo("0xdeadbeef" + "ff".repeat(32));
    assertThat(found.versions().get(0).size()).isEqualTo(UINT64);
  }

  @Test
  void shouldKeepEveryKindOfAssetApartFromDatasets() {
    for (int kind = 1; kind <= 3; kind++) {
      register(kind, new byte[4]);
    }

    index();

    List<AssetView> datasets = catalogue().datasets(Wanted.first("id", Map.of())).items();
    assertThat(datasets).extracting(AssetView::kind).containsOnly(0);
  }

  @Test
  void shouldReadBackAGrantOfTheGreatestNumbers() {
    Bytes32 id = grant(UINT64.subtract(BigInteger.ONE), UINT64);

    index();

    GrantView grant = catalogue().grant(id).orElseThrow();
    assertThat(grant.expiry()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(grant.price()).isEqualTo(new Wei(UINT256));
    assertThat(grant.nonce()).isEqualTo(UINT256);
    assertThat(grant.deadline()).isEqualTo(UINT64);
    assertThat(grant.uses()).isEqualTo(UINT32.longValueExact());
    assertThat(grant.token()).isEqualTo(Address.ZERO);
    assertThat(grant.purpose()).isEqualTo(255);
  }

  @Test
  void shouldReadBackAGrantThatBeganWithTheEpoch() {
    Bytes32 id = grant(BigInteger.ZERO, UINT64);

    index();

    assertThat(catalogue().grant(id).orElseThrow().notBefore()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void shouldKeepAnActorWithEveryRoleAndAnyRecipient() {
    ActorRegistry actors =
        world.hasty().wrap(ActorRegistry::load, address(ContractName.ACTOR_REGISTRY));
    send(ContractName.ACTOR_REGISTRY, actors.join(max(16), GARBAGE));

    index();

    assertThat(catalogue().actor(stranger.address()))
        .map(ActorView::recipient)
        .contains(Bytes32.of(GARBAGE));
  }

  @Test
  void shouldPassOverEventsOfOtherContractsAndErc721Approvals() {
    AssetRegistry registry =
        world.hasty().wrap(AssetRegistry::load, address(ContractName.ASSET_REGISTRY));
    send(
        ContractName.ASSET_REGISTRY,
        registry.setApprovalForAll(address(ContractName.VAULT).hex(), true));

    index();

    assertThat(catalogue().asset(asset)).isPresent();
  }

  private static Bytes32 register(byte[] cidPrefix) {
    return register(0, cidPrefix);
  }

  private static Bytes32 register(int kind, byte[] cidPrefix) {
    AssetRegistry registry =
        world.hasty().wrap(AssetRegistry::load, address(ContractName.ASSET_REGISTRY));
    BigInteger nonce =
        world.hasty().read("nonce", () -> registry.nonceOf(stranger.address().hex()).send());
    AssetRegistry.VersionSpec spec =
        new AssetRegistry.VersionSpec(
            cidPrefix, GARBAGE, GARBAGE, GARBAGE, UINT64, BigInteger.valueOf(4));
    Receipt receipt =
        send(
            ContractName.ASSET_REGISTRY,
            registry.register(BigInteger.valueOf(kind), nonce, GARBAGE, spec, List.of()));
    return event(receipt, "AssetRegistered").bytes32("asset");
  }

  private static Bytes32 grant(BigInteger notBefore, BigInteger expiry) {
    AccessGrants.Grant terms =
        new AccessGrants.Grant(
            stranger.address().hex(),
            world.local().deployment().address(ContractName.VAULT).hex(),
            asset.bytes(),
            BigInteger.ONE,
            max(8),
            BigInteger.valueOf(4),
            notBefore,
            expiry,
            UINT32,
            Address.ZERO.hex(),
            UINT256,
            BigInteger.ZERO,
            UINT256,
            UINT64);
    AccessGrants grants =
        world.hasty().wrap(AccessGrants::load, address(ContractName.ACCESS_GRANTS));
    Receipt receipt = send(ContractName.ACCESS_GRANTS, grants.grant(terms));
    return event(receipt, "Granted").bytes32("id");
  }

  private static ChainEvent event(Receipt receipt, String name) {
    ContractEvents events = new ContractEvents(world.local().deployment());
    return receipt.logs().stream()
        .flatMap(log -> events.decode(log).stream())
        .filter(event -> event.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Receipt send(ContractName contract, RemoteFunctionCall<?> call) {
    return stranger.send(
        ContractCall.of("write garbage", address(contract), call.encodeFunctionCall()));
  }

  private static Address address(ContractName contract) {
    return world.local().deployment().address(contract);
  }

  private static void index() {
    world.finish();
    ChainIndexer indexer = world.indexer(database.database());
    RegistryWorld.drain(indexer);
  }

  private static Catalogue catalogue() {
    return new Catalogue(database.database());
  }

  private static BigInteger max(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
