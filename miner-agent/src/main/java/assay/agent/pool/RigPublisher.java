package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.journal.JournalEntry;
import assay.agent.loop.AgentTask;
import assay.agent.rig.DeviceProbe;
import assay.chain.Bytes32;
import assay.registry.wire.StrictJson;
import assay.training.ledger.PoolFacts;
import assay.training.pool.InventoryJson;
import assay.training.pool.RigDevice;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes what is in this rig: signed, written down, its hash on the chain, the words on the
 * platform; then does nothing. A rig that has not changed is not published again, so a kill between
 * two of these steps costs nothing.
 */
public final class RigPublisher implements AgentTask {

  private static final String SUBJECT = "rig";
  private static final String STEP = "inventory";
  private static final String FACT = "document";
  private static final int LONGEST = 1 << 16;

  private static final StrictJson<InventoryJson> JSON =
      new StrictJson<>(InventoryJson.class, LONGEST, IllegalStateException::new);

  private final Agent agent;
  private final DeviceProbe probe;
  private boolean isDone;

  public RigPublisher(Agent agent, DeviceProbe probe) {
    this.agent = agent;
    this.probe = probe;
  }

  /** Publishes once this account is in a pool, and until then does nothing. */
  public static AgentTask onceInAPool(Agent agent, DeviceProbe probe) {
    RigPublisher publisher = new RigPublisher(agent, probe);
    return () -> {
      if (PoolFacts.of(agent.events()).pool(agent.address()).isPresent()) {
        publisher.advance();
      }
    };
  }

  /**
   * Publishes what is not published yet.
   *
   * @throws assay.agent.platform.PlatformRefusedException while the platform has not seen the hash
   *     on the chain; to be called again
   */
  @Override
  public void advance() {
    if (isDone) {
      return;
    }
    Signed<RigInventory> inventory = inventory(RigDevices.told(probe.look()));
    Bytes32 hash = inventory.hash();
    if (!agent.pools().rigOf(agent.address()).equals(hash)) {
      agent.sender().send(agent.pools().setRig(hash));
    }
    if (!agent.platform().pools().inventory(agent.address()).equals(Optional.of(inventory))) {
      agent.platform().pools().publish(inventory);
    }
    isDone = true;
  }

  private Signed<RigInventory> inventory(List<RigDevice> devices) {
    return agent
        .journal()
        .last(SUBJECT, STEP)
        .map(RigPublisher::recall)
        .filter(kept -> kept.statement().registry().equals(agent.pools().registry()))
        .filter(kept -> kept.statement().devices().equals(devices))
        .orElseGet(() -> anew(devices));
  }

  private static Signed<RigInventory> recall(JournalEntry entry) {
    return JSON.read(entry.fact(FACT).getBytes(StandardCharsets.UTF_8)).signed();
  }

  private Signed<RigInventory> anew(List<RigDevice> devices) {
    Signed<RigInventory> signed =
        Signed.by(
            agent.sender().account(),
            new RigInventory(
                agent.pools().registry(),
                agent.address(),
                agent.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                devices));
    String document = new String(JSON.write(InventoryJson.of(signed)), StandardCharsets.UTF_8);
    agent.journal().record(SUBJECT, STEP, Map.of(FACT, document));
    return signed;
  }
}
