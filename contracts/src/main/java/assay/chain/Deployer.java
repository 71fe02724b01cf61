package assay.chain;

import static assay.chain.ContractName.ACCESS_GRANTS;
import static assay.chain.ContractName.ACTOR_REGISTRY;
import static assay.chain.ContractName.ASSET_REGISTRY;
import static assay.chain.ContractName.BOUNTY_MARKET;
import static assay.chain.ContractName.BOUNTY_RULES;
import static assay.chain.ContractName.EVALUATION_PANEL;
import static assay.chain.ContractName.PAYOUTS;
import static assay.chain.ContractName.RELAY;
import static assay.chain.ContractName.SEED_BEACON;
import static assay.chain.ContractName.SUBMISSIONS;
import static assay.chain.ContractName.VAULT;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.crypto.ContractUtils;
import org.web3j.utils.Numeric;

/**
 * Puts the protocol's contracts on a chain. They name each other in their constructors and nobody
 * can change that later, so every address is computed before the first contract is created.
 */
@SuppressWarnings("rawtypes") // web3j's encoder takes its Type without an argument.
public final class Deployer {

  private final ChainClient chain;
  private final TransactionSender sender;

  public Deployer(ChainClient chain, TransactionSender sender) {
    this.chain = chain;
    this.sender = sender;
  }

  /**
   * Creates all contracts.
   *
   * @return where they are, once the last one is final
   */
  public Deployment deploy(DeploymentSettings settings) {
    return deploy(settings, DeploymentWatch.silent());
  }

  private Deployment deploy(DeploymentSettings settings, DeploymentWatch watch) {
    Deployment deployment =
        new Deployment(chain.settings().chainId(), chain.head().number(), foreseen());
    Map<ContractName, Address> addresses = deployment.addresses();
    DeploymentWait wait = new DeploymentWait(chain, watch);
    sender.sendAll(
        Arrays.stream(ContractName.values())
            .map(contract -> creation(contract, constructor(contract, settings, addresses)))
            .toList(),
        () -> look(deployment, settings, wait));
    addresses.forEach(this::requireCode);
    return deployment;
  }

  private void look(Deployment deployment, DeploymentSettings settings, DeploymentWait wait) {
    if (wait.hasBegun()) {
      wait.look();
    } else if (deployment.all().stream().allMatch(chain::hasCode)) {
      wait.begin(DeploymentManifest.of(deployment, settings, chain, sender.account()));
    }
  }

  /**
   * Creates all contracts and signs the papers about them. Sizes and the account's balance are
   * checked before the first transaction, sizes again on chain.
   *
   * @throws DeploymentRefusedException if a contract is too large or the account too poor
   */
  public DeploymentManifest deploySigned(DeploymentSettings settings) {
    return deploySigned(settings, DeploymentWatch.silent());
  }

  /**
   * The same, telling how it goes on.
   *
   * @throws ChainStandsStillException if the contracts are there but the chain makes no blocks
   */
  public DeploymentManifest deploySigned(DeploymentSettings settings, DeploymentWatch watch) {
    DeploymentPlan plan = plan(settings);
    requireAffordable(plan);
    watch.begins(plan);
    return DeploymentManifest.of(deploy(settings, watch), settings, chain, sender.account());
  }

  /**
   * Goes on waiting for a deployment that was stopped after its contracts were created; sends
   * nothing.
   *
   * @throws UnknownDeploymentException if the chain does not hold the contracts
   * @throws ChainStandsStillException if it makes no blocks
   */
  public static void awaitFinal(
      DeploymentManifest manifest, ChainClient chain, DeploymentWatch watch) {
    manifest.requireOn(chain);
    if (manifest.isFinalOn(chain)) {
      return;
    }
    DeploymentWait wait = new DeploymentWait(chain, watch);
    wait.begin(manifest);
    while (!manifest.isFinalOn(chain)) {
      wait.look();
      chain.time().pause(chain.settings().pollEvery(), "the deployment");
    }
    manifest.requireOn(chain);
  }

  /**
   * Foresees what {@link #deploySigned} would do; sends nothing.
   *
   * @throws DeploymentRefusedException if a contract is too large
   */
  public DeploymentPlan plan(DeploymentSettings settings) {
    Map<ContractName, Address> addresses = foreseen();
    List<DeploymentPlan.Creation> creations =
        Arrays.stream(ContractName.values())
            .map(
                contract ->
                    planned(contract, constructor(contract, settings, addresses), addresses))
            .toList();
    return new DeploymentPlan(sender.address(), creations, chain.baseFee(), sender.highestPrice());
  }

  private DeploymentPlan.Creation planned(
      ContractName contract, List<Type> arguments, Map<ContractName, Address> addresses) {
    ContractCall creation = creation(contract, arguments);
    int bytes = chain.codeCreatedBy(sender.address(), creation).length;
    CodeSize.require(contract, bytes);
    return new DeploymentPlan.Creation(
        contract,
        at(addresses, contract),
        named(contract, arguments),
        bytes,
        chain.estimateGas(sender.address(), creation),
        creation);
  }

  private static List<DeploymentPlan.Argument> named(ContractName contract, List<Type> arguments) {
    List<String> names =
        ContractAbi.entries(contract, "constructor")
            .flatMap(entry -> entry.parameters().stream())
            // Solidity's usual mark of a parameter that is named like what it becomes.
            .map(parameter -> parameter.name().replaceFirst("_$", ""))
            .toList();
    return IntStream.range(0, arguments.size())
        .mapToObj(
            i ->
                new DeploymentPlan.Argument(
                    names.get(i), String.valueOf(AbiValues.plain(arguments.get(i)))))
        .toList();
  }

  private void requireAffordable(DeploymentPlan plan) {
    Wei balance = chain.balance(sender.address());
    if (balance.compareTo(plan.highestCost()) < 0) {
      throw DeploymentRefusedException.tooPoor(sender.address(), plan.highestCost(), balance);
    }
  }

  private void requireCode(ContractName contract, Address address) {
    if (!chain.hasCode(address)) {
      throw new NodeRefusedException(
          "the creation of " + contract.solidityName(), "nothing is at " + address);
    }
  }

  private static ContractCall creation(ContractName contract, List<Type> arguments) {
    return ContractCall.creation(
        "create " + contract.solidityName(),
        Numeric.toHexString(contract.creationCode())
            + FunctionEncoder.encodeConstructor(arguments));
  }

  private Map<ContractName, Address> foreseen() {
    BigInteger nonce = chain.pendingNonce(sender.address());
    Map<ContractName, Address> addresses = new EnumMap<>(ContractName.class);
    for (ContractName contract : ContractName.values()) {
      String address = ContractUtils.generateContractAddress(sender.address().hex(), nonce);
      addresses.put(contract, new Address(address));
      nonce = nonce.add(BigInteger.ONE);
    }
    return addresses;
  }

  private static List<Type> constructor(
      ContractName contract, DeploymentSettings settings, Map<ContractName, Address> addresses) {
    return switch (contract) {
      case RELAY -> List.of();
      case VAULT -> vault(settings, addresses);
      case ASSET_REGISTRY -> abi(addresses, RELAY, ACCESS_GRANTS, BOUNTY_MARKET);
      case ACCESS_GRANTS -> abi(addresses, RELAY, ASSET_REGISTRY, VAULT);
      case ACTOR_REGISTRY ->
          List.of(
              abi(addresses, RELAY),
              abi(addresses, VAULT),
              abi(addresses, EVALUATION_PANEL),
              abi(addresses, SEED_BEACON),
              new Uint256(settings.ticketSize().value()),
              new Uint256(settings.contributorLock().value()),
              new Uint32(settings.unbondDelay()));
      case BOUNTY_RULES ->
          List.of(
              abi(addresses, ASSET_REGISTRY),
              abi(addresses, VAULT),
              new Uint32(settings.minWindow()),
              new Uint32(settings.maxWindow()),
              new Uint256(settings.minSeatFee().value()),
              new Uint256(settings.minEvaluationFee().value()));
      case BOUNTY_MARKET ->
          List.of(
              abi(addresses, RELAY),
              abi(addresses, ASSET_REGISTRY),
              abi(addresses, BOUNTY_RULES),
              abi(addresses, SUBMISSIONS),
              abi(addresses, EVALUATION_PANEL),
              abi(addresses, SEED_BEACON),
              abi(addresses, PAYOUTS),
              new Uint32(settings.finalityGap()));
      case SUBMISSIONS ->
          abi(addresses, RELAY, BOUNTY_MARKET, PAYOUTS, ACCESS_GRANTS, ACTOR_REGISTRY);
      case PAYOUTS ->
          List.of(
              abi(addresses, VAULT),
              abi(addresses, BOUNTY_MARKET),
              abi(addresses, SUBMISSIONS),
              abi(addresses, EVALUATION_PANEL),
              abi(addresses, SEED_BEACON),
              new Uint256(settings.openingFee().value()));
      case SEED_BEACON -> abi(addresses, ACTOR_REGISTRY, BOUNTY_MARKET, EVALUATION_PANEL);
      case EVALUATION_PANEL ->
          abi(addresses, RELAY, BOUNTY_MARKET, SUBMISSIONS, PAYOUTS, ACTOR_REGISTRY, SEED_BEACON);
      case ANCHOR -> List.of(abi(addresses, RELAY));
    };
  }

  private static List<Type> vault(
      DeploymentSettings settings, Map<ContractName, Address> addresses) {
    return List.of(
        abi(addresses, RELAY),
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class,
            List.of(
                abi(addresses, ACCESS_GRANTS),
                abi(addresses, ACTOR_REGISTRY),
                abi(addresses, PAYOUTS))),
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class,
            settings.tokens().stream().map(Deployer::abi).toList()));
  }

  private static List<Type> abi(Map<ContractName, Address> addresses, ContractName... contracts) {
    return Arrays.stream(contracts).<Type>map(contract -> abi(addresses, contract)).toList();
  }

  private static org.web3j.abi.datatypes.Address abi(
      Map<ContractName, Address> addresses, ContractName contract) {
    return abi(at(addresses, contract));
  }

  private static org.web3j.abi.datatypes.Address abi(Address address) {
    return new org.web3j.abi.datatypes.Address(address.hex());
  }

  private static Address at(Map<ContractName, Address> addresses, ContractName contract) {
    Address address = addresses.get(contract);
    if (address == null) {
      throw new IllegalStateException("No address was foreseen for " + contract + ".");
    }
    return address;
  }
}
