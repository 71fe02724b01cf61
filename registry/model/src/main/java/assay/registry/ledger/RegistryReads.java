package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.RevertedException;
import assay.chain.contract.AccessGrants;
import assay.chain.contract.AssetRegistry;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tuples.generated.Tuple6;

/** Reads the registry and grants contracts, each fact at one named block. */
final class RegistryReads {

  private static final DefaultBlockParameter NEWEST = DefaultBlockParameterName.LATEST;
  private static final DefaultBlockParameter PENDING = DefaultBlockParameterName.PENDING;
  private static final Set<String> ABSENT = Set.of("UnknownAsset", "UnknownVersion");
  private static final BigInteger DATASET = BigInteger.ZERO;
  private static final Bytes32 GRANTED =
      new Bytes32(EventEncoder.encode(AccessGrants.GRANTED_EVENT));
  private static final Bytes32 VERSION_ADDED =
      new Bytes32(EventEncoder.encode(AssetRegistry.VERSIONADDED_EVENT));

  private final ChainClient chain;
  private final Address registry;
  private final Address grants;
  private final long start;

  /** A grant's id is the hash of its deed, so no reorganisation can make one found here wrong. */
  private final Map<GrantId, GrantDeed> deeds = new ConcurrentHashMap<>();

  RegistryReads(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.registry = deployment.address(ContractName.ASSET_REGISTRY);
    this.grants = deployment.address(ContractName.ACCESS_GRANTS);
    this.start = deployment.block() + 1;
  }

  Instant finalTime() {
    return chain.finalHead().time();
  }

  BigInteger floor(Address account) {
    return read("the nonce floor of " + account, grants(NEWEST).floorOf(account.hex()));
  }

  GrantId grantId(AccessGrants.Grant grant) {
    return new GrantId(Bytes32.of(read("the grant's id", grants(NEWEST).grantId(grant))));
  }

  Optional<BigInteger> newestGrantEpoch(DatasetId id) {
    return asset(id, NEWEST).map(Tuple6::component5);
  }

  Optional<Dataset> dataset(DatasetId id) {
    return asset(id, finalBlock())
        .filter(asset -> asset.component2().equals(DATASET))
        .map(
            asset ->
                new Dataset(
                    id,
                    new Address(asset.component1()),
                    asset.component3().longValueExact(),
                    asset.component4(),
                    asset.component5().longValueExact()));
  }

  private Optional<Tuple6<String, BigInteger, BigInteger, Boolean, BigInteger, BigInteger>> asset(
      DatasetId id, DefaultBlockParameter block) {
    return find("dataset " + id, registry(block).assetOf(id.value().bytes()));
  }

  /** The registry keeps a digest of a version; the whole stands in the event that added it. */
  Optional<DatasetVersion> version(VersionId id) {
    List<Bytes32> topics =
        List.of(VERSION_ADDED, id.dataset().value(), LedgerAbi.word(id.number()));
    return logged(registry, topics, chain.finalHead().number())
        .map(AssetRegistry::getVersionAddedEventFromLog)
        .map(LedgerAbi::toVersion);
  }

  Optional<AccessGrant> grant(GrantId id) {
    return deed(id).flatMap(deed -> grant(id, deed, finalBlock()));
  }

  /** All terms of a grant that is in any block so far, final or not. */
  Optional<GrantDeed> deed(GrantId id) {
    Optional<GrantDeed> known = Optional.ofNullable(deeds.get(id));
    if (known.isPresent()) {
      return known;
    }
    Optional<GrantDeed> found =
        logged(grants, List.of(GRANTED, id.value()), chain.head().number())
            .map(AccessGrants::getGrantedEventFromLog)
            .flatMap(LedgerAbi::toDeed);
    found.ifPresent(deed -> deeds.put(id, deed));
    return found;
  }

  private Optional<Log> logged(Address contract, List<Bytes32> topics, long until) {
    // Nodes refuse a range that ends before it begins: no block of the contracts is final yet.
    return until < start
        ? Optional.empty()
        : chain.logs(contract, topics, start, until).stream().findFirst();
  }

  private Optional<AccessGrant> grant(GrantId id, GrantDeed deed, DefaultBlockParameter block) {
    AccessGrants.Standing standing =
        read("grant " + id, grants(block).standingOf(id.value().bytes()));
    return standing.createdAt.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new AccessGrant(id, deed, LedgerAbi.toHistory(standing, epochEnd(deed, block))));
  }

  private BigInteger epochEnd(GrantDeed deed, DefaultBlockParameter block) {
    byte[] asset = deed.terms().version().dataset().value().bytes();
    BigInteger next = BigInteger.valueOf(deed.grantEpoch() + 1);
    return read("a grant epoch", registry(block).epochStart(asset, next));
  }

  /** Whatever has a time of ending in the pending state ends, however late that time may be. */
  boolean isEndPending(GrantId id) {
    return deed(id)
        .flatMap(deed -> grant(id, deed, PENDING))
        .map(grant -> grant.history().isEnded())
        .orElse(true);
  }

  private DefaultBlockParameter finalBlock() {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(chain.finalHead().number()));
  }

  private AssetRegistry registry(DefaultBlockParameter block) {
    AssetRegistry wrapper = chain.wrap(AssetRegistry::load, registry);
    wrapper.setDefaultBlockParameter(block);
    return wrapper;
  }

  private AccessGrants grants(DefaultBlockParameter block) {
    AccessGrants wrapper = chain.wrap(AccessGrants::load, grants);
    wrapper.setDefaultBlockParameter(block);
    return wrapper;
  }

  private <T> T read(String what, RemoteCall<T> call) {
    return chain.read(what, call::send);
  }

  private <T> Optional<T> find(String what, RemoteCall<T> call) {
    try {
      return Optional.of(read(what, call));
    } catch (RevertedException e) {
      if (ABSENT.contains(e.error())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
