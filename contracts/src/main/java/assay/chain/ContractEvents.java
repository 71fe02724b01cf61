package assay.chain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.EventValues;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.Contract;

/**
 * Decodes logs of a deployment's contracts by the committed ABI files. A log of another contract,
 * or one no ABI declares, is none of ours. Immutable.
 */
@SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
public final class ContractEvents {

  private record Declared(List<ContractAbi.Parameter> parameters, Event event) {}

  private final Map<Address, ContractName> contracts;
  private final Map<ContractName, Map<String, Declared>> byTopic = new HashMap<>();

  public ContractEvents(Deployment deployment) {
    Map<Address, ContractName> names = new HashMap<>();
    deployment.addresses().forEach((name, address) -> names.put(address, name));
    this.contracts = Map.copyOf(names);
    for (ContractName contract : deployment.addresses().keySet()) {
      Map<String, Declared> declared = new HashMap<>();
      ContractAbi.entries(contract, "event")
          .map(ContractEvents::declared)
          .forEach(entry -> declared.put(EventEncoder.encode(entry.event()), entry));
      byTopic.put(contract, Map.copyOf(declared));
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
    EventValues values = Contract.staticExtractEventParameters(declared.event(), log);
    Map<String, Object> byName = new LinkedHashMap<>();
    int indexed = 0;
    int plain = 0;
    for (ContractAbi.Parameter parameter : declared.parameters()) {
      Type value =
          parameter.isIndexed()
              ? values.getIndexedValues().get(indexed++)
              : values.getNonIndexedValues().get(plain++);
      byName.put(parameter.name(), AbiValues.plain(value));
    }
    return new ChainEvent(contract, declared.event().getName(), position(log), byName);
  }

  private static EventPosition position(Log log) {
    return new EventPosition(
        log.getBlockNumber().longValueExact(),
        new Bytes32(log.getBlockHash()),
        log.getLogIndex().longValueExact(),
        new Bytes32(log.getTransactionHash()));
  }

  private static Declared declared(ContractAbi.Entry entry) {
    List<TypeReference<?>> types =
        entry.parameters().stream()
            .<TypeReference<?>>map(ContractAbi.Parameter::reference)
            .toList();
    return new Declared(entry.parameters(), new Event(entry.name(), types));
  }
}
