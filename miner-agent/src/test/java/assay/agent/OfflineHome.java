package assay.agent;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.chain.TestManifests;
import assay.registry.content.StoreAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Homes of agents that have keys and settings, and nobody to talk to. */
public final class OfflineHome {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  public static final long CHAIN_ID = 31_337;

  private OfflineHome() {}

  /** A new home in the folder. */
  public static AgentHome in(Path folder) {
    return in(folder, NOWHERE);
  }

  /** A new home in the folder, of an agent that reaches this platform and nothing else. */
  public static AgentHome in(Path folder, URI platform) {
    Path manifest = folder.resolve("deployment.json");
    TestManifests.of(CHAIN_ID).save(manifest);
    AgentSettings settings =
        new AgentSettings(
            NOWHERE,
            CHAIN_ID,
            2,
            manifest,
            StoreAddresses.of(NOWHERE),
            platform,
            1,
            TestManifests.TRUSTED);
    return AgentHome.create(folder.resolve("home"), settings, new SecureRandom());
  }
}
