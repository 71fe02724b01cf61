package assay.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Decodes logs of a deployment's contracts by the committed ABI files. A log of another contract,
 * or one no ABI declares, is none of ours. Immutable.
 */
public final class ContractEvents {

  private record Declared(String name, EventLayout layout) {}

  private final Map<Address, ContractName> contracts;
  private final Map<ContractName, Map<String, Declared>> byTopic = new HashMap<>();

  public ContractEvents(Deployment deployment) {
    Map<Address, ContractName> names = new HashMap<>();
    deployment.addresses().forEach((name, address) -> names.put(address, name));
    this.contracts = Map.copyOf(names);
    for (ContractName contract : deployment.addresses().keySet()) {
      byTopic.put(
          contract,
          ContractAbi.entries(contract, "event")
              .collect(
                  Collectors.toUnmodifiableMap(
                      ContractAbi.Entry::signatureHash, ContractEvents::declared)));
    }
  }

  /** The event a log stands for, if it is one of ours. */
  public Optional<ChainEvent> decode(Log log) {
    ContractName contract = contracts.get(new Address(log.getAddress()));
    if (contract == null || log.getTopics().isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(byTopic.get(contract))
        .map(topics -> topics.get(log.getTopics().get(0)))
        .map(declared -> event(contract, declared, log));
  }

  private static ChainEvent event(ContractName contract, Declared declared, Log log) {
    return new ChainEvent(contract, declared.name(), position(log), declared.layout().values(log));
  }

  private static EventPosition position(Log log) {
    return new EventPosition(
        log.getBlockNumber().longValueExact(),
        new Bytes32(log.getBlockHash()),
        log.getLogIndex().longValueExact(),
        new Bytes32(log.getTransactionHash()));
  }

  private static Declared declared(ContractAbi.Entry entry) {
    return new Declared(entry.name(), new EventLayout(entry.parameters()));
  }
}
