package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.contract.Vault;
import assay.chain.local.DevelopmentChain;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the deployed contracts and the chain client do on every chain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeployedChainContract {

  private static final Address RECEIVER = TestAccounts.number(2).address();

  private LocalChain local;

  /** A chain of its own, which nobody else uses. */
  protected abstract DevelopmentChain startChain();

  @BeforeAll
  void deploy() {
    local = LocalChain.on(startChain());
  }

  @AfterAll
  void stop() {
    local.close();
  }

  @Test
  void shouldPutEveryContractWhereItWasForeseen() {
    assertThat(local.deployment().all())
        .hasSameSizeAs(ContractName.values())
        .allSatisfy(address -> assertThat(local.chain().hasCode(address)).isTrue());
  }

  @Test
  void shouldForeseeWhatItThenDoes() {
    TransactionSender deployer = local.newAccount();
    Wei before = local.chain().balance(deployer.address());
    Deployer deploying = new Deployer(local.chain(), deployer);

    DeploymentPlan plan = deploying.plan(DeploymentSettings.production());
    Wei afterPlan = local.chain().balance(deployer.address());
    DeploymentManifest manifest = deploying.deploySigned(DeploymentSettings.production());

    assertThat(afterPlan).isEqualTo(before);
    for (DeploymentPlan.Creation creation : plan.creations()) {
      DeployedContract contract = manifest.statement().contract(creation.contract());
      assertThat(contract.address()).isEqualTo(creation.address());
      assertThat(local.chain().code(contract.address())).hasSize(creation.bytes());
    }
    Wei paid = before.minus(local.chain().balance(deployer.address()));
    assertThat(paid).isBetween(Wei.of("1"), plan.highestCost());
  }

  @Test
  void shouldNameEveryConstructorArgument() {
    TransactionSender deployer = local.newAccount();

    DeploymentPlan plan = new Deployer(local.chain(), deployer).plan(DeploymentSettings.local());

    assertThat(plan.creations())
        .filteredOn(creation -> creation.contract() == ContractName.BOUNTY_RULES)
        .flatExtracting(DeploymentPlan.Creation::arguments)
        .contains(new DeploymentPlan.Argument("minWindow", "3"));
  }

  @Test
  void shouldWriteDownWhatItDeployed() {
    DeploymentStatement statement = local.manifest().statement();

    assertThat(statement.settings()).isEqualTo(DeploymentSettings.local());
    assertThat(statement.at().chainId()).isEqualTo(ChainSettings.LOCAL_CHAIN_ID);
    assertThat(statement.at().genesis()).isEqualTo(local.chain().block(0).orElseThrow().hash());
    assertThat(statement.contracts())
        .allSatisfy(
            (name, contract) ->
                assertThat(contract.creation()).isEqualTo(Bytes32.keccak256(name.creationCode())));
    assertThatCode(() -> local.manifest().requireOn(local.chain())).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAnotherChainWithTheSameId() {
    DevelopmentChain twin = startChain();
    try (LocalChain other = LocalChain.on(twin)) {
      assertThatThrownBy(() -> local.manifest().requireOn(other.chain()))
          .isInstanceOf(UnknownDeploymentException.class)
          .hasMessageContaining("another chain with the same id");
    }
  }

  @Test
  void shouldRefuseAManifestForAnotherChainId() {
    DeploymentStatement here = local.manifest().statement();
    DeploymentStatement elsewhere =
        new DeploymentStatement(
            new DeploymentStatement.Place(1, here.at().genesis(), here.at().block()),
            TestManifests.DEPLOYER.address(),
            here.settings(),
            here.contracts());
    DeploymentManifest manifest = DeploymentManifest.sign(elsewhere, TestManifests.DEPLOYER);

    assertThatThrownBy(() -> manifest.requireOn(local.chain()))
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining("the manifest is for chain 1");
  }

  @Test
  void shouldRefuseContractsWithOtherCode() {
    DeploymentManifest manifest = anotherDeployment();
    DeployedContract panel = manifest.statement().contract(ContractName.EVALUATION_PANEL);

    local.node().replaceCode(panel.address(), "0x6001");

    assertThatThrownBy(() -> manifest.requireOn(local.chain()))
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessage(
            "The deployment is unknown: contract EvaluationPanel at %s has code %s; the manifest says %s.",
            panel.address(), Bytes32.keccak256(new byte[] {0x60, 0x01}), panel.code());
  }

  @Test
  void shouldNotSignForAContractThatIsTooLargeOnChain() {
    DeploymentManifest manifest = anotherDeployment();
    Address vault = manifest.deployment().address(ContractName.VAULT);
    Account deployer = TestManifests.DEPLOYER;

    local.node().replaceCode(vault, "0x" + "00".repeat(24_576));

    assertThatThrownBy(
            () ->
                DeploymentManifest.of(
                    manifest.deployment(), DeploymentSettings.local(), local.chain(), deployer))
        .isInstanceOf(DeploymentRefusedException.class)
        .hasMessageContaining("The code of Vault takes 24576 bytes");
  }

  private DeploymentManifest anotherDeployment() {
    return new Deployer(local.chain(), local.newAccount()).deploySigned(DeploymentSettings.local());
  }

  @Test
  void shouldDecodeADepositAsAnEvent() {
    TransactionSender sender = local.newAccount();

    Receipt receipt = sender.send(deposit("2"));

    List<ChainEvent> events =
        receipt.logs().stream()
            .flatMap(log -> new ContractEvents(local.deployment()).decode(log).stream())
            .toList();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).name()).isEqualTo("Deposited");
    assertThat(events.get(0).address("account")).isEqualTo(sender.address());
    assertThat(events.get(0).wei("amount")).isEqualTo(Wei.ofEther("2"));
  }

  @Test
  void shouldNameTheCustomErrorOfARefusal() {
    TransactionSender sender = local.newAccount();

    assertThatThrownBy(() -> sender.send(withdrawal(sender.address())))
        .isInstanceOf(RevertedException.class)
        .hasMessageContaining("InsufficientAvailable(0x0000000000000000000000000000000000000000")
        .extracting(refusal -> ((RevertedException) refusal).error())
        .isEqualTo("InsufficientAvailable");
  }

  @Test
  void shouldDeliverAPaymentAndTellItsGas() {
    Wei before = local.chain().balance(RECEIVER);

    Receipt receipt = local.newAccount().send(payment("1.5"));

    assertThat(receipt.gasUsed()).isEqualTo(21_000);
    assertThat(local.chain().balance(RECEIVER).minus(before)).isEqualTo(Wei.ofEther("1.5"));
  }

  @Test
  void shouldRefuseAPaymentTheAccountCannotMake() {
    TransactionSender sender = local.newAccount();

    assertThatThrownBy(() -> sender.send(payment("1001")))
        .isInstanceOf(NodeRefusedException.class)
        .hasMessageContaining("pay the receiver");
  }

  @Test
  void shouldMoveTheClockAndMineBlocks() {
    BlockRef before = local.chain().head();

    local.node().advance(Duration.ofHours(1));
    local.node().mine(3);

    BlockRef after = local.chain().head();
    assertThat(after.number()).isEqualTo(before.number() + 4);
    assertThat(after.time()).isAfterOrEqualTo(before.time().plus(Duration.ofHours(1)));
  }

  private static ContractCall payment(String ether) {
    return ContractCall.paying("pay the receiver", RECEIVER, "0x", Wei.ofEther(ether));
  }

  private ContractCall deposit(String ether) {
    return ContractCall.paying(
        "deposit",
        local.deployment().address(ContractName.VAULT),
        vault().deposit(BigInteger.ZERO).encodeFunctionCall(),
        Wei.ofEther(ether));
  }

  private ContractCall withdrawal(Address to) {
    return ContractCall.of(
        "withdraw",
        local.deployment().address(ContractName.VAULT),
        vault().withdraw(Address.ZERO.hex(), BigInteger.TEN, to.hex()).encodeFunctionCall());
  }

  private Vault vault() {
    return local.chain().wrap(Vault::load, local.deployment().address(ContractName.VAULT));
  }
}
