package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.DeploymentSettings;
import assay.registry.content.ContentStore;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an audit looks at.
 *
 * @param deployment where the contracts are
 * @param settings what they were deployed with; the code that the manifest pins contains it
 * @param events all final events of the deployment, in the order of the chain
 * @param times seconds since 1970 of every block that has an event
 * @param inputs of the transactions that touch the bounty; one that is missing leaves a claim
 *     unchecked
 * @param wallets seats that are contracts, whose signatures only they can check
 * @param store the content; what it lacks leaves a claim unchecked
 */
public record Evidence(
    Deployment deployment,
    DeploymentSettings settings,
    List<ChainEvent> events,
    Map<Long, Long> times,
    Map<Bytes32, String> inputs,
    Set<Address> wallets,
    ContentStore store) {

  public Evidence {
    events = List.copyOf(events);
    times = Map.copyOf(times);
    inputs = Map.copyOf(inputs);
    wallets = Set.copyOf(wallets);
  }

  Address address(ContractName contract) {
    return deployment.address(contract);
  }

  BigInteger chainId() {
    return BigInteger.valueOf(deployment.chainId());
  }

  /** When the event happened. */
  long time(ChainEvent event) {
    Long time = times.get(event.position().block());
    if (time == null) {
      throw new Contradiction("nobody told when block " + event.position().block() + " was made");
    }
    return time;
  }

  /**
   * Calls of a function in the transaction that brought the event about; none if its input is not
   * to be had, or if another contract made the call and its input does not stand there.
   */
  List<CallData.Call> calls(ChainEvent event, String function) {
    return Optional.ofNullable(inputs.get(event.position().transaction())).stream()
        .flatMap(input -> new CallData(input).calls(function).stream())
        .toList();
  }
}
