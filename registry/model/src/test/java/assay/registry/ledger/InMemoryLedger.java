package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Origin;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The twin of {@link EthereumLedger}: the same rules over an {@link InMemoryChain}. It does not
 * wait for finality, so whoever wants it has to mine.
 */
public final class InMemoryLedger implements Ledger {

  private final InMemoryChain chain;
  private final Address account;
  private final int finality;
  private final Map<DatasetId, Confirmed<DatasetId>> registered = new HashMap<>();

  InMemoryLedger(InMemoryChain chain, Address account, int finality) {
    this.chain = chain;
    this.account = account;
    this.finality = finality;
  }

  @Override
  public Address account() {
    return account;
  }

  @Override
  public ContractAt registry() {
    return chain.registry();
  }

  @Override
  public Instant finalTime() {
    return chain.settled(finality).time();
  }

  @Override
  public long nextNonce() {
    return chain.newest().nonces().getOrDefault(account, 0L);
  }

  @Override
  public Optional<Dataset> dataset(DatasetId id) {
    return Optional.ofNullable(chain.settled(finality).datasets().get(id));
  }

  @Override
  public Optional<DatasetVersion> version(VersionId id) {
    return Optional.ofNullable(chain.settled(finality).versions().get(id));
  }

  @Override
  public Optional<AccessGrant> grant(GrantId id) {
    return Optional.ofNullable(chain.settled(finality).grants().get(id));
  }

  @Override
  public boolean isEndPending(GrantId id) {
    AccessGrant grant = chain.newest().grants().get(id);
    return grant == null || grant.history().isEnded();
  }

  @Override
  public Confirmed<DatasetId> register(DatasetVersion first, long nonce) {
    DatasetId id =
        DatasetId.derive(registry(), new Origin(account, nonce), first.manifest().digest());
    return registered.computeIfAbsent(id, fresh -> registerOnce(id, first, nonce));
  }

  private Confirmed<DatasetId> registerOnce(DatasetId id, DatasetVersion first, long nonce) {
    return confirmed(
        id,
        state -> {
          require(nonce == nextNonce(), "register the dataset", Refusal.WRONG_NONCE);
          return state
              .withNonce(account, nonce + 1)
              .withDataset(new Dataset(id, account, 1, false, 0))
              .withVersion(new VersionId(id, 1), first);
        });
  }

  @Override
  public Confirmed<VersionId> addVersion(DatasetId dataset, DatasetVersion version) {
    String intent = "add a version to dataset " + dataset;
    Receipt receipt =
        chain.apply(
            state -> {
              Dataset old = owned(intent, state, dataset);
              require(!old.isRetired(), intent, Refusal.RETIRED);
              long number = old.versions() + 1;
              return state
                  .withDataset(new Dataset(dataset, account, number, false, old.grantEpoch()))
                  .withVersion(new VersionId(dataset, number), version);
            });
    long number = chain.newest().datasets().get(dataset).versions();
    return new Confirmed<>(new VersionId(dataset, number), receipt);
  }

  @Override
  public Confirmed<GrantId> grant(GrantTerms terms, long uses) {
    String intent = "grant " + terms.version() + " to " + terms.grantee();
    GrantDeed deed = deed(terms, uses);
    GrantId id = new GrantId(Bytes32.keccak256(deed.toString()));
    return confirmed(
        id,
        state -> {
          require(terms.grantor().equals(account), intent, Refusal.NOT_GRANTOR);
          require(terms.period().expiry().isAfter(state.time()), intent, Refusal.PERIOD_OVER);
          Dataset dataset = owned(intent, state, terms.version().dataset());
          require(!dataset.isRetired(), intent, Refusal.RETIRED);
          DatasetVersion version = state.versions().get(terms.version());
          require(version != null, intent, Refusal.UNKNOWN_VERSION);
          require(
              terms.level().isAtLeast(version.minimumLevel()), intent, Refusal.BELOW_MINIMUM_LEVEL);
          GrantHistory history = GrantHistory.begin(state.time(), uses);
          return state.withGrant(new AccessGrant(id, deed, history));
        });
  }

  private GrantDeed deed(GrantTerms terms, long uses) {
    RegistryState newest = chain.newest();
    Dataset dataset = newest.datasets().get(terms.version().dataset());
    long epoch = dataset == null ? 0 : dataset.grantEpoch();
    BigInteger nonce = BigInteger.valueOf(newest.grants().size());
    BigInteger deadline = BigInteger.valueOf(terms.period().expiry().getEpochSecond());
    return new GrantDeed(terms, uses, epoch, nonce, deadline);
  }

  @Override
  public Receipt revoke(GrantId id) {
    String intent = "revoke grant " + id;
    return chain.apply(
        state -> {
          AccessGrant grant = state.grants().get(id);
          require(grant != null, intent, Refusal.UNKNOWN_GRANT);
          require(grant.terms().grantor().equals(account), intent, Refusal.NOT_GRANTOR);
          boolean isRevoked = !grant.history().revokedAt().equals(GrantHistory.NEVER);
          require(!isRevoked, intent, Refusal.ALREADY_REVOKED);
          return state.withRevoked(grant);
        });
  }

  @Override
  public Receipt revokeAll(DatasetId dataset) {
    String intent = "end all grants of dataset " + dataset;
    return chain.apply(state -> state.withNewEpoch(owned(intent, state, dataset)));
  }

  @Override
  public Receipt transfer(DatasetId dataset, Address to) {
    String intent = "transfer dataset " + dataset;
    return chain.apply(
        state -> {
          Dataset old = owned(intent, state, dataset);
          return state.withNewEpoch(
              new Dataset(dataset, to, old.versions(), old.isRetired(), old.grantEpoch()));
        });
  }

  @Override
  public Receipt retire(DatasetId dataset) {
    String intent = "retire dataset " + dataset;
    return chain.apply(
        state -> {
          Dataset old = owned(intent, state, dataset);
          require(!old.isRetired(), intent, Refusal.RETIRED);
          return state.withNewEpoch(
              new Dataset(dataset, account, old.versions(), true, old.grantEpoch()));
        });
  }

  private Dataset owned(String intent, RegistryState state, DatasetId id) {
    Dataset dataset = state.datasets().get(id);
    require(dataset != null, intent, Refusal.UNKNOWN_DATASET);
    require(dataset.owner().equals(account), intent, Refusal.NOT_OWNER);
    return dataset;
  }

  private static void require(boolean holds, String intent, Refusal refusal) {
    if (!holds) {
      throw new IntentRefusedException(intent, refusal);
    }
  }

  private <T> Confirmed<T> confirmed(T fact, UnaryOperator<RegistryState> intent) {
    return new Confirmed<>(fact, chain.apply(intent));
  }
}
