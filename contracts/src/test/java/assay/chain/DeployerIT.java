package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.contract.Vault;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerIT {

  private static LocalChain local;

  @BeforeAll
  static void deploy() {
    local = LocalChain.start();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void shouldPutEveryContractWhereItWasForeseen() {
    assertThat(local.deployment().all())
        .hasSameSizeAs(ContractName.values())
        .allSatisfy(address -> assertThat(local.chain().hasCode(address)).isTrue());
  }

  @Test
  void shouldLetTheRelaySpeakForUsersAndListNothingButEther() throws Exception {
    assertThat(new Address(vault().trustedForwarder().send()))
        .isEqualTo(local.deployment().address(ContractName.RELAY));
    assertThat(DeploymentSettings.local().tokens()).isEmpty();
    assertThat(vault().isListed(Address.ZERO.hex()).send()).isTrue();
  }

  @Test
  void shouldReadBackTheManifestItWrote(@TempDir Path folder) {
    Path file = folder.resolve("deployment.json");

    local.deployment().save(file);

    assertThat(Deployment.load(file)).isEqualTo(local.deployment());
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

  private static ContractCall deposit(String ether) {
    return ContractCall.paying(
        "deposit",
        local.deployment().address(ContractName.VAULT),
        vault().deposit(BigInteger.ZERO).encodeFunctionCall(),
        Wei.ofEther(ether));
  }

  private static ContractCall withdrawal(Address to) {
    return ContractCall.of(
        "withdraw",
        local.deployment().address(ContractName.VAULT),
        vault().withdraw(Address.ZERO.hex(), BigInteger.TEN, to.hex()).encodeFunctionCall());
  }

  private static Vault vault() {
    return local.chain().wrap(Vault::load, local.deployment().address(ContractName.VAULT));
  }
}
