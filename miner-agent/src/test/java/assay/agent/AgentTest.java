package assay.agent;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.chain.Address;
import assay.chain.ContractName;
import assay.chain.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  @TempDir private Path folder;

  @Test
  void shouldKeepOneClientForEachOfItsPartners() {
    try (Agent agent = Agent.open(home(), Clock.systemUTC(), new SecureRandom())) {
      assertThat(agent.store()).isSameAs(agent.store());
      assertThat(agent.platform()).isSameAs(agent.platform());
      assertThat(agent.keys()).isSameAs(agent.keys());
    }
  }

  private AgentHome home() {
    Path manifest = folder.resolve("deployment.json");
    Map<ContractName, Address> addresses = new EnumMap<>(ContractName.class);
    for (ContractName contract : ContractName.values()) {
      addresses.put(contract, new Address("0x%040x".formatted(addresses.size() + 1)));
    }
    new Deployment(31_337, 0, addresses).save(manifest);
    AgentHome home = AgentHome.create(folder.resolve("home"), new SecureRandom());
    new AgentSettings(NOWHERE, 31_337, 2, manifest, NOWHERE, NOWHERE, 1).save(home);
    return home;
  }
}
