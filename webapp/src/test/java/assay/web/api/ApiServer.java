package assay.web.api;

import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.LocalChain;
import assay.chain.TrustedDeployers;
import assay.registry.access.AccessRequests;
import assay.registry.access.RuledRequests;
import assay.registry.access.StandingRules;
import assay.registry.catalogue.Catalogue;
import assay.registry.content.BlockStore;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.database.Database;
import assay.registry.database.TestDatabase;
import assay.registry.intent.AccountIntents;
import assay.registry.intent.DatasetIntents;
import assay.registry.intent.GrantIntents;
import assay.registry.mailbox.AccessLogs;
import assay.registry.mailbox.GrantRule;
import assay.registry.mailbox.Mailbox;
import assay.registry.upload.Uploads;
import assay.training.bounties.Bounties;
import assay.training.bounties.BountyDuties;
import assay.training.bounties.Work;
import assay.training.intent.BountyIntents;
import assay.training.panel.BountyEnvelopeRule;
import assay.training.pools.JointRounds;
import assay.training.pools.PoolCrews;
import assay.training.pools.PoolJobs;
import assay.training.pools.PoolQuestions;
import assay.training.pools.Pools;
import assay.training.publications.Publications;
import assay.training.rounds.FederatedJobs;
import assay.training.rounds.FederatedRounds;
import assay.training.runs.Runs;
import assay.web.ApiApplication;
import assay.web.account.Accounts;
import assay.web.account.ApiKeys;
import assay.web.account.Caller;
import assay.web.account.ContractSignatures;
import assay.web.account.FinalContractSignatures;
import assay.web.account.SignInSettings;
import assay.web.development.WalletOffer;
import assay.web.limit.ExportPlace;
import assay.web.limit.LimitSettings;
import assay.web.limit.RequestLimits;
import assay.web.limit.RunningExports;
import assay.web.live.LiveEvents;
import assay.web.metrics.KeptMeters;
import assay.web.metrics.Meters;
import assay.web.platform.KnownDeployment;
import assay.web.platform.PlatformSettings;
import assay.web.relay.RelayOffer;
import assay.web.repeat.FirstAnswers;
import assay.web.repeat.RepeatableWork;
import assay.web.webhook.Reach;
import assay.web.webhook.Webhooks;
import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.hk2.api.InjectionResolver;
import org.glassfish.hk2.api.TypeLiteral;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.process.internal.RequestScoped;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The API's own resources on the HTTP server and the JAX-RS that Payara has inside, over a real
 * database and a real chain, at a time that stands still.
 */
final class ApiServer implements AutoCloseable {

  /** More than all tests send; as time stands still, nobody gets another. */
  static final int REQUESTS = 1_000_000;

  /** At once. */
  static final int EXPORTS = 3;

  private final Clock clock = Clock.fixed(World.NOON, ZoneOffset.UTC);
  private final RequestLimits limits =
      new RequestLimits(new LimitSettings(REQUESTS, REQUESTS, REQUESTS, EXPORTS, false), clock);
  private final RunningExports exports = new RunningExports(EXPORTS);
  private final LocalChain chain = LocalChain.start();
  private final TestDatabase database = TestDatabase.create();
  private final RepeatableRandom random = new RepeatableRandom();
  private final ContainerResources threads = new ContainerResources();
  private final List<String> tables = tables();
  private final String everything = everything(tables);
  private final BlockStore blocks = new InMemoryBlockStore();
  private final ContentStore store = new DagContentStore(blocks);
  private final KeptMeters meters = new KeptMeters();
  private final ChainWorld chainWorld;
  private final HttpServer server;
  private List<String> beginning = List.of("not begun");

  ApiServer() throws IOException {
    store.put(new ByteArrayInputStream("hello IPFS\n".getBytes(StandardCharsets.UTF_8)));
    store.put(new ByteArrayInputStream(World.MODEL));
    chainWorld = new ChainWorld(chain, store);
    ResourceConfig resources = ResourceConfig.forApplication(new ApiApplication());
    resources.register(new Parts());
    server =
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), resources);
  }

  /** Where the API begins, with a slash at its end. */
  URI base() {
    return URI.create(
        "http://127.0.0.1:" + server.getListeners().iterator().next().getPort() + "/api/v1/");
  }

  /** Puts everything back to where the examples begin. */
  void restore() {
    random.restart();
    if (!isAsItBegan()) {
      World.restore(database.database(), tables);
      beginning = rows();
    }
  }

  /** Sends the examples, with the ids of things that are on this server's chain. */
  ApiClient client() {
    return new ApiClient(base(), chainWorld::translated);
  }

  /** What the API reported of itself. */
  KeptMeters meters() {
    return meters;
  }

  TestDatabase database() {
    return database;
  }

  /** Whether every table is as it was when the examples began. */
  boolean isAsItBegan() {
    return rows().equals(beginning);
  }

  private List<String> rows() {
    return database
        .database()
        .inTransaction(
            transaction -> transaction.createQuery(everything).mapTo(String.class).list());
  }

  private List<String> tables() {
    return Arrays.stream(database.tables())
        .filter(table -> !table.equals("flyway_schema_history"))
        .toList();
  }

  private static String everything(List<String> tables) {
    return tables.stream()
        .map(table -> "select '%1$s ' || row_to_json(t)::text as line from %1$s t".formatted(table))
        .collect(Collectors.joining(" union all ", "", " order by line"));
  }

  RequestLimits limits() {
    return limits;
  }

  RunningExports exports() {
    return exports;
  }

  LocalChain chain() {
    return chain;
  }

  @Override
  public void close() {
    server.shutdownNow();
    threads.close();
    chainWorld.close();
    database.close();
    chain.close();
  }

  /** What {@code Platform} gives the container, given to Jersey. */
  private final class Parts extends AbstractBinder {

    @Override
    protected void configure() {
      bindAsContract(Caller.class).in(RequestScoped.class).proxy(true).proxyForSameScope(false);
      bindAsContract(ExportPlace.class)
          .in(RequestScoped.class)
          .proxy(true)
          .proxyForSameScope(false);
      bindAsContract(RepeatableWork.class)
          .in(RequestScoped.class)
          .proxy(true)
          .proxyForSameScope(false);
      bindAsContract(LiveEvents.class).in(Singleton.class);
      bind(threads).to(new TypeLiteral<InjectionResolver<Resource>>() {});
      bind(clock).to(Clock.class);
      bind(meters).to(Meters.class);
      bind(settings()).to(PlatformSettings.class);
      bindParts(database.database());
    }

    private void bindParts(Database parts) {
      Catalogue catalogue = new Catalogue(parts);
      AccessLogs logs = new AccessLogs(parts);
      Pools pools = new Pools(parts, () -> World.REGISTRY);
      bind(parts).to(Database.class);
      ContractSignatures contracts = new FinalContractSignatures(chain.chain());
      bind(new Accounts(parts, settings().signIn(), contracts, clock, random)).to(Accounts.class);
      bind(new ApiKeys(parts, clock, random)).to(ApiKeys.class);
      bind(new Webhooks(parts, Reach.PUBLIC, clock, random)).to(Webhooks.class);
      bind(new FirstAnswers(parts, clock)).to(FirstAnswers.class);
      bind(limits).to(RequestLimits.class);
      bind(exports).to(RunningExports.class);
      bind(deployment()).to(KnownDeployment.class);
      bind(store).to(ContentStore.class);
      bind(catalogue).to(Catalogue.class);
      bind(logs).to(AccessLogs.class);
      bind(mailbox(parts, catalogue, logs)).to(Mailbox.class);
      AccessRequests requests = new AccessRequests(parts);
      bind(requests).to(AccessRequests.class);
      bind(new StandingRules(parts)).to(StandingRules.class);
      bind(new RuledRequests(parts, requests, catalogue)).to(RuledRequests.class);
      bind(new Work(parts)).to(Work.class);
      bind(new Bounties(parts)).to(Bounties.class);
      bind(new BountyDuties(parts)).to(BountyDuties.class);
      bind(new Runs(parts)).to(Runs.class);
      bind(new Publications(parts, store, () -> World.MARKET)).to(Publications.class);
      bind(pools).to(Pools.class);
      bind(new PoolQuestions(parts, pools)).to(PoolQuestions.class);
      bind(new PoolJobs(parts)).to(PoolJobs.class);
      bind(new PoolCrews(parts, pools)).to(PoolCrews.class);
      bind(new JointRounds(parts, pools)).to(JointRounds.class);
      FederatedJobs federated = new FederatedJobs(parts, () -> World.MARKET);
      bind(federated).to(FederatedJobs.class);
      bind(new FederatedRounds(parts, federated)).to(FederatedRounds.class);
      bind(new Uploads(parts, blocks, store, clock, 1 << 20)).to(Uploads.class);
      bindIntents();
    }

    private void bindIntents() {
      bind(chain.chain()).to(ChainClient.class);
      bind(chainWorld.datasets()).to(DatasetIntents.class);
      bind(chainWorld.grants()).to(GrantIntents.class);
      bind(chainWorld.accounts()).to(AccountIntents.class);
      bind(chainWorld.bounties()).to(BountyIntents.class);
      bind(new RelayOffer(Optional.of(chainWorld.relayer()), List.of())).to(RelayOffer.class);
      bind(new WalletOffer(true, ChainSettings.LOCAL_CHAIN_ID, chain.node().node()))
          .to(WalletOffer.class);
    }

    private Mailbox mailbox(Database parts, Catalogue catalogue, AccessLogs logs) {
      return new Mailbox(
          parts,
          clock,
          List.of(
              new GrantRule(catalogue, logs, clock),
              BountyEnvelopeRule.forTestKeys(),
              BountyEnvelopeRule.forCheckpointKeys(),
              BountyEnvelopeRule.forEvidenceKeys()));
    }

    private PlatformSettings settings() {
      return new PlatformSettings() {
        @Override
        public SignInSettings signIn() {
          return new SignInSettings(
              Documents.HERE, World.REGISTRY.chainId(), Duration.ofHours(1), Duration.ofHours(12));
        }
      };
    }
  }

  private KnownDeployment deployment() {
    try {
      Path file = Files.createTempFile("deployment", ".json");
      file.toFile().deleteOnExit();
      chain.manifest().save(file);
      TrustedDeployers trusted =
          new TrustedDeployers(Set.of(chain.manifest().statement().deployer()));
      return new KnownDeployment(file, () -> trusted, chain.chain());
    } catch (IOException e) {
      throw new IllegalStateException("No manifest can be written.", e);
    }
  }
}
