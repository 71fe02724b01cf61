package assay.agent.command;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.platform.PlatformClient;
import assay.agent.pool.PoolBook;
import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import assay.registry.dataset.ContractAt;
import assay.training.ledger.PoolCalls;
import java.time.Clock;

/**
 * The chain and the platform for the time of one command that sends nothing: it opens no journal,
 * so it works beside an agent that runs in the same home.
 */
final class OpenChain implements AutoCloseable {

  private final ChainClient chain;
  private final FinalEvents events;
  private final PlatformClient platform;
  private final PoolCalls pools;

  OpenChain(HomeOption option) {
    AgentHome home = option.home();
    AgentSettings settings = AgentSettings.load(home);
    chain = new ChainClient(settings.chainSettings());
    try {
      DeploymentManifest manifest = settings.trustedManifest();
      manifest.requireOn(chain);
      events = new FinalEvents(chain, manifest.deployment());
      events.refresh();
      pools = new PoolCalls(chain, manifest.deployment());
      platform = new PlatformClient(settings.platform(), home.account(), Clock.systemUTC());
    } catch (RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  ChainClient chain() {
    return chain;
  }

  FinalEvents events() {
    return events;
  }

  PlatformClient platform() {
    return platform;
  }

  /** What statements about pools have to be signed for. */
  ContractAt registry() {
    return pools.registry();
  }

  PoolBook pools() {
    return new PoolBook(platform.pools(), pools.registry());
  }

  @Override
  public void close() {
    chain.close();
  }
}
