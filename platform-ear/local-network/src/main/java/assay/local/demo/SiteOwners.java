package assay.local.demo;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import assay.local.network.LocalNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Owners who give no key: each runs a site, a process of its own, for what he approved by name. */
final class SiteOwners implements Owners {

  private final DemoData data = DemoData.onSites();
  private final Map<String, Agent> agents = new ConcurrentSkipListMap<>();
  private final LocalNetwork network;
  private final Participants people;
  private final DemoPrinter printer;
  private final Address coordinator;

  /**
   * @param coordinator whom they train for
   */
  SiteOwners(LocalNetwork network, Participants people, DemoPrinter printer, Address coordinator) {
    this.network = network;
    this.people = people;
    this.printer = printer;
    this.coordinator = coordinator;
  }

  @Override
  public DemoData data() {
    return data;
  }

  @Override
  public String called() {
    return "site";
  }

  @Override
  public void begin(String name, Agent agent) {
    agents.put(name, agent);
  }

  @Override
  public void approve(Bytes32 spec) {
    agents.forEach(
        (name, agent) -> {
          approve(agent.home(), spec);
          people.release(agent);
          network.start(name);
        });
    printer.say(
        "%-12s %d owners approved specification %s for coordinator %s; their sites run."
            .formatted("sites", agents.size(), spec, coordinator));
  }

  private void approve(AgentHome home, Bytes32 spec) {
    String policy =
        "specs=%s%ncoordinators.allowed=%s%nupdate.readers=panel%n".formatted(spec, coordinator);
    try {
      UnfinishedFile.write(home.sitePolicy(), policy.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
