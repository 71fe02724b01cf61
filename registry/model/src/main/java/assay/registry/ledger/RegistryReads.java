package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.RevertedException;
import assay.chain.contract.AccessGrants;
import assay.chain.contract.AssetRegistry;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.tuples.generated.Tuple6;

/** Reads the registry and grants contracts, each fact at one named block. */
final class RegistryReads {

  private static final DefaultBlockParameter NEWEST = DefaultBlockParameterName.LATEST;
  private static final DefaultBlockParameter PENDING = DefaultBlockParameterName.PENDING;
  private static final Set<String> ABSENT =
      Set.of("UnknownAsset", "UnknownVersion", "UnknownGrant");
  private static final BigInteger DATASET = BigInteger.ZERO;

  private final ChainClient chain;
  private final Address registry;
  private final Address grants;

  RegistryReads(ChainClient chain, Address registry, Address grants) {
    this.chain = chain;
    this.registry = registry;
    this.grants = grants;
  }

  /** The registry's wrapper, for encoding calls. */
  AssetRegistry registry() {
    return chain.wrap(AssetRegistry::load, registry);
  }

  /** The grants contract's wrapper, for encoding calls. */
  AccessGrants grants() {
    return chain.wrap(AccessGrants::load, grants);
  }

  Instant finalTime() {
    return chain.finalHead().time();
  }

  long nextNonce(Address account) {
    return read("the nonce of " + account, registry(NEWEST).nonceOf(account.hex()))
        .longValueExact();
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

  Optional<DatasetVersion> version(VersionId id) {
    byte[] asset = id.dataset().value().bytes();
    BigInteger number = BigInteger.valueOf(id.number());
    return find("dataset " + id, registry(finalBlock()).versionOf(asset, number))
        .map(LedgerAbi::toVersion);
  }

  Optional<AccessGrant> grant(GrantId id) {
    return grant(id, finalBlock());
  }

  private Optional<AccessGrant> grant(GrantId id, DefaultBlockParameter block) {
    return find("grant " + id, grants(block).grantOf(id.value().bytes()))
        .map(state -> LedgerAbi.toAccessGrant(id, state, epochEnd(state, block)));
  }

  private BigInteger epochEnd(AccessGrants.GrantState state, DefaultBlockParameter block) {
    BigInteger next = state.grantEpoch.add(BigInteger.ONE);
    return read("a grant epoch", registry(block).epochStart(state.asset, next));
  }

  /** Whatever has a time of ending in the pending state ends, however late that time may be. */
  boolean isEndPending(GrantId id) {
    return grant(id, PENDING).map(grant -> grant.history().isEnded()).orElse(true);
  }

  private DefaultBlockParameter finalBlock() {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(chain.finalHead().number()));
  }

  private AssetRegistry registry(DefaultBlockParameter block) {
    AssetRegistry wrapper = registry();
    wrapper.setDefaultBlockParameter(block);
    return wrapper;
  }

  private AccessGrants grants(DefaultBlockParameter block) {
    AccessGrants wrapper = grants();
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
