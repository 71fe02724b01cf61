package assay.web.platform;

import assay.chain.ChainClient;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.TransactionPreparer;
import assay.registry.access.AccessRequests;
import assay.registry.access.RuledRequests;
import assay.registry.access.StandingRules;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.content.BlockStore;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.database.Database;
import assay.registry.dataset.ContractAt;
import assay.registry.index.ChainIndexer;
import assay.registry.intent.AccountIntents;
import assay.registry.intent.DatasetIntents;
import assay.registry.intent.GrantIntents;
import assay.registry.intent.IntentPreparer;
import assay.registry.mailbox.AccessLogs;
import assay.registry.mailbox.GrantRule;
import assay.registry.mailbox.Mailbox;
import assay.registry.upload.Uploads;
import assay.training.bounties.Bounties;
import assay.training.bounties.BountyDuties;
import assay.training.bounties.BountyProjection;
import assay.training.bounties.Work;
import assay.training.intent.BountyIntents;
import assay.training.panel.BountyEnvelopeRule;
import assay.training.pools.JointRounds;
import assay.training.pools.PoolCrews;
import assay.training.pools.PoolJobs;
import assay.training.pools.PoolProjection;
import assay.training.pools.PoolQuestions;
import assay.training.pools.Pools;
import assay.training.publications.Publications;
import assay.training.rounds.FederatedJobs;
import assay.training.rounds.FederatedRounds;
import assay.training.runs.Runs;
import assay.web.account.Accounts;
import assay.web.account.ApiKeys;
import assay.web.account.ContractSignatures;
import assay.web.account.FinalContractSignatures;
import assay.web.development.WalletOffer;
import assay.web.limit.RequestLimits;
import assay.web.limit.RunningExports;
import assay.web.metrics.CountedBlockStore;
import assay.web.metrics.IndexMeter;
import assay.web.metrics.Meters;
import assay.web.metrics.RegistryMeters;
import assay.web.relay.RelayOffer;
import assay.web.repeat.FirstAnswers;
import assay.web.webhook.Reach;
import assay.web.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The services as beans. The services themselves are plain classes; this is the one place that
 * knows the container.
 */
@ApplicationScoped
public class Platform {

  private static final Duration STORE_PATIENCE = Duration.ofSeconds(10);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Database database(PlatformSettings settings) {
    return new Database(settings.database());
  }

  void closeDatabase(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  ChainClient chain(PlatformSettings settings) {
    return new ChainClient(settings.chain());
  }

  void closeChain(@Disposes ChainClient chain) {
    chain.close();
  }

  @Produces
  @Singleton
  KnownDeployment deployment(PlatformSettings settings, ChainClient chain) {
    return new KnownDeployment(settings.deploymentFile(), settings::deployers, chain);
  }

  @Produces
  @Singleton
  IndexerLoop indexerLoop(
      PlatformSettings settings,
      Database database,
      ChainClient chain,
      KnownDeployment known,
      Meters meters) {
    return new IndexerLoop(
        database,
        () ->
            new ChainIndexer(
                database,
                chain,
                known.addresses(),
                List.of(new RegistryProjection(), new BountyProjection(), new PoolProjection()),
                new IndexMeter(meters)),
        settings.isRebuildAsked());
  }

  @Produces
  @Singleton
  Accounts accounts(Database database, PlatformSettings settings, ChainClient chain, Clock clock) {
    ContractSignatures contracts = new FinalContractSignatures(chain);
    return new Accounts(database, settings.signIn(), contracts, clock, new SecureRandom());
  }

  @Produces
  @Singleton
  ApiKeys apiKeys(Database database, Clock clock) {
    return new ApiKeys(database, clock, new SecureRandom());
  }

  @Produces
  @Singleton
  Webhooks webhooks(Database database, Reach reach, Clock clock) {
    return new Webhooks(database, reach, clock, new SecureRandom());
  }

  @Produces
  Reach webhookReach(PlatformSettings settings) {
    return settings.webhookReach();
  }

  @Produces
  @Singleton
  FirstAnswers firstAnswers(Database database, Clock clock) {
    return new FirstAnswers(database, clock);
  }

  @Produces
  @Singleton
  RequestLimits requestLimits(PlatformSettings settings, Clock clock) {
    return new RequestLimits(settings.limits(), clock);
  }

  @Produces
  @Singleton
  RunningExports runningExports(PlatformSettings settings) {
    return new RunningExports(settings.limits().exports());
  }

  @Produces
  @Singleton
  Meters meters(MetricRegistry registry) {
    return new RegistryMeters(registry);
  }

  @Produces
  @Singleton
  BlockStore blockStore(PlatformSettings settings, Meters meters) {
    return new CountedBlockStore(settings.contentStores().open(STORE_PATIENCE), meters);
  }

  @Produces
  @Singleton
  ContentStore contentStore(BlockStore blocks) {
    return new DagContentStore(blocks);
  }

  @Produces
  @Singleton
  Uploads uploads(
      PlatformSettings settings,
      Database database,
      BlockStore blocks,
      ContentStore content,
      Clock clock) {
    return new Uploads(database, blocks, content, clock, settings.dailyUpload());
  }

  @Produces
  @Singleton
  WalletOffer walletOffer(PlatformSettings settings) {
    return settings.walletOffer();
  }

  @Produces
  @Singleton
  Catalogue catalogue(Database database) {
    return new Catalogue(database);
  }

  @Produces
  @Singleton
  Bounties bounties(Database database) {
    return new Bounties(database);
  }

  @Produces
  @Singleton
  Publications publications(Database database, ContentStore store, KnownDeployment known) {
    return new Publications(database, store, () -> market(known.addresses()));
  }

  private static ContractAt market(Deployment deployment) {
    return new ContractAt(deployment.chainId(), deployment.address(ContractName.BOUNTY_MARKET));
  }

  @Produces
  @Singleton
  Runs runs(Database database) {
    return new Runs(database);
  }

  @Produces
  @Singleton
  BountyDuties bountyDuties(Database database) {
    return new BountyDuties(database);
  }

  @Produces
  @Singleton
  RelayOffer relayOffer(PlatformSettings settings, KnownDeployment known) {
    return settings
        .relay()
        .map(set -> RelayOffer.of(set, known::addresses))
        .orElse(RelayOffer.NONE);
  }

  void closeRelay(@Disposes RelayOffer offer) {
    offer.close();
  }

  @Produces
  @Singleton
  IntentPreparer intentPreparer(ChainClient chain, RelayOffer offer) {
    return new IntentPreparer(new TransactionPreparer(chain, offer.relayer().isPresent()));
  }

  @Produces
  @Singleton
  DatasetIntents datasetIntents(
      ChainClient chain,
      KnownDeployment known,
      Catalogue catalogue,
      ContentStore store,
      IntentPreparer preparer) {
    return new DatasetIntents(chain, known::addresses, catalogue, store, preparer);
  }

  @Produces
  @Singleton
  GrantIntents grantIntents(ChainClient chain, KnownDeployment known, IntentPreparer preparer) {
    return new GrantIntents(chain, known::addresses, new SecureRandom(), preparer);
  }

  @Produces
  @Singleton
  AccountIntents accountIntents(ChainClient chain, KnownDeployment known, IntentPreparer preparer) {
    return new AccountIntents(chain, known::addresses, preparer);
  }

  @Produces
  @Singleton
  BountyIntents bountyIntents(
      ChainClient chain, KnownDeployment known, ContentStore store, IntentPreparer preparer) {
    return new BountyIntents(chain, known::addresses, store, preparer);
  }

  @Produces
  @Singleton
  Pools pools(Database database, KnownDeployment known) {
    return new Pools(database, () -> actorRegistry(known.addresses()));
  }

  private static ContractAt actorRegistry(Deployment deployment) {
    return new ContractAt(deployment.chainId(), deployment.address(ContractName.ACTOR_REGISTRY));
  }

  @Produces
  @Singleton
  PoolQuestions poolQuestions(Database database, Pools pools) {
    return new PoolQuestions(database, pools);
  }

  @Produces
  @Singleton
  PoolJobs poolJobs(Database database) {
    return new PoolJobs(database);
  }

  @Produces
  @Singleton
  PoolCrews poolCrews(Database database, Pools pools) {
    return new PoolCrews(database, pools);
  }

  @Produces
  @Singleton
  JointRounds jointRounds(Database database, Pools pools) {
    return new JointRounds(database, pools);
  }

  @Produces
  @Singleton
  FederatedJobs federatedJobs(Database database, KnownDeployment known) {
    return new FederatedJobs(database, () -> market(known.addresses()));
  }

  @Produces
  @Singleton
  FederatedRounds federatedRounds(Database database, FederatedJobs jobs) {
    return new FederatedRounds(database, jobs);
  }

  @Produces
  @Singleton
  AccessRequests accessRequests(Database database) {
    return new AccessRequests(database);
  }

  @Produces
  @Singleton
  StandingRules standingRules(Database database) {
    return new StandingRules(database);
  }

  @Produces
  @Singleton
  RuledRequests ruledRequests(Database database, AccessRequests requests, Catalogue catalogue) {
    return new RuledRequests(database, requests, catalogue);
  }

  @Produces
  @Singleton
  Work work(Database database) {
    return new Work(database);
  }

  @Produces
  @Singleton
  AccessLogs accessLogs(Database database) {
    return new AccessLogs(database);
  }

  @Produces
  @Singleton
  Mailbox mailbox(Database database, Clock clock, Catalogue catalogue, AccessLogs logs) {
    return new Mailbox(
        database,
        clock,
        List.of(
            new GrantRule(catalogue, logs, clock),
            BountyEnvelopeRule.forTestKeys(),
            BountyEnvelopeRule.forCheckpointKeys(),
            BountyEnvelopeRule.forEvidenceKeys()));
  }
}
