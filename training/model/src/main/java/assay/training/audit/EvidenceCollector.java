package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.DeploymentSettings;
import assay.chain.FinalEvents;
import assay.registry.content.ContentStore;
import assay.training.bounty.BountyId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Fetches from a chain and a store what an audit looks at. Not thread-safe. */
public final class EvidenceCollector {

  /** Whose events are read with their times whomever they are about. */
  private static final Set<ContractName> TIMED =
      Set.of(ContractName.ACTOR_REGISTRY, ContractName.ACCESS_GRANTS, ContractName.ASSET_REGISTRY);

  private final ChainClient chain;
  private final Deployment deployment;
  private final DeploymentSettings settings;
  private final ContentStore store;

  public EvidenceCollector(
      ChainClient chain, Deployment deployment, DeploymentSettings settings, ContentStore store) {
    this.chain = chain;
    this.deployment = deployment;
    this.settings = settings;
    this.store = store;
  }

  /** Told after every answer of the node: how many came of how many. */
  @FunctionalInterface
  public interface Meter {
    void passed(int done, int all);
  }

  /** Everything about one bounty. */
  public Evidence collect(FinalEvents events, BountyId id, Meter meter) {
    List<ChainEvent> all = events.all();
    List<ChainEvent> wanted = BountyAudit.wanted(all, id);
    Set<Long> blocks = blocks(all, wanted, id);
    Set<Bytes32> transactions =
        wanted.stream()
            .map(event -> event.position().transaction())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    int total = blocks.size() + transactions.size();
    Map<Long, Long> times = new HashMap<>();
    for (long block : blocks) {
      times.put(block, events.timeOf(block).getEpochSecond());
      meter.passed(times.size(), total);
    }
    Map<Bytes32, String> inputs = new HashMap<>();
    for (Bytes32 transaction : transactions) {
      chain.input(transaction).ifPresent(input -> inputs.put(transaction, input));
      meter.passed(times.size() + inputs.size(), total);
    }
    return new Evidence(deployment, settings, all, times, inputs, wallets(wanted), store);
  }

  private static Set<Long> blocks(List<ChainEvent> all, List<ChainEvent> wanted, BountyId id) {
    Set<Long> blocks = new LinkedHashSet<>();
    all.stream()
        .filter(
            event ->
                TIMED.contains(event.contract())
                    || event.contract() == ContractName.SEED_BEACON
                    || id.value().hex().equals(event.values().get("key")))
        .forEach(event -> blocks.add(event.position().block()));
    wanted.forEach(event -> blocks.add(event.position().block()));
    return blocks;
  }

  /** Seats that are contracts: what they sign only they can tell. */
  private Set<Address> wallets(List<ChainEvent> wanted) {
    return wanted.stream()
        .filter(event -> event.name().equals("PanelDrawn"))
        .flatMap(event -> event.texts("seats").stream())
        .map(Address::new)
        .filter(chain::hasCode)
        .collect(Collectors.toSet());
  }
}
