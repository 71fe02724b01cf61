package assay.registry.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.ForwardRequest;
import assay.chain.HashSignature;
import assay.chain.LocalChain;
import assay.chain.RevertedException;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.Role;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of accounts that never had any ether, on a real chain. */
class RelayerIT {

  private static final long GAS = 300_000;
  private static final AgeRecipient RECIPIENT =
      AgeIdentity.generate(new java.security.SecureRandom()).recipient();
  private static final AtomicInteger ACCOUNTS = new AtomicInteger(9_100);

  private static LocalChain local;
  private static Relayer relayer;
  private static Actors actors;
  private Account user;

  @BeforeAll
  static void startAChain() {
    local = LocalChain.start();
    relayer = new Relayer(local.chain(), local::deployment, local.newAccount(), GAS);
    actors = new Actors(local.chain(), local.deployment());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void comeAnew() {
    user = TestAccounts.number(ACCOUNTS.incrementAndGet());
  }

  @Test
  void shouldBringInACallOfAnAccountWithoutEther() {
    ForwardRequest request = request(join());

    relayer.bringIn(request, signed(request));

    assertThat(actors.roles(user.address())).containsExactly(Role.MINER);
    assertThat(local.chain().balance(user.address())).isEqualTo(Wei.ZERO);
  }

  @Test
  void shouldMakeWhatAWalletShowsHashToWhatTheContractChecks() {
    ForwardRequest request = request(join());

    assertThat(relayer.typedData(request).at("/message/from").asText())
        .isEqualTo(user.address().hex());
    assertThat(relayer.typedData(request).at("/primaryType").asText()).isEqualTo("ForwardRequest");
  }

  @Test
  void shouldSendTheSameCallOnce() {
    ForwardRequest request = request(join());
    Bytes32 first = relayer.bringIn(request, signed(request));

    assertThatThrownBy(() -> relayer.bringIn(request, signed(request)))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("its nonce is not 1");
    assertThat(local.chain().gasUsed(first)).isPresent();
  }

  @Test
  void shouldRefuseACallThatAnotherSigned() {
    ForwardRequest request = request(join());
    String forged = signature(TestAccounts.number(9_099), request);

    assertThatThrownBy(() -> relayer.bringIn(request, forged))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("not signed by " + user.address());
  }

  @Test
  void shouldRefuseACallThatWasChangedAfterItWasSigned() {
    ForwardRequest request = request(join());
    String signature = signed(request);
    ForwardRequest changed =
        new ForwardRequest(
            request.from(),
            request.to(),
            request.gas() - 1,
            request.nonce(),
            request.deadline(),
            request.data());

    assertThatThrownBy(() -> relayer.bringIn(changed, signature))
        .isInstanceOf(RelayRefusedException.class);
  }

  @Test
  void shouldRefuseACallWhoseDeadlineIsOver() {
    ForwardRequest request = request(join());
    String signature = signed(request);

    local.anvil().advance(Duration.ofMinutes(11));

    assertThatThrownBy(() -> relayer.bringIn(request, signature))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("its deadline is over");
  }

  @Test
  void shouldRefuseCallsOfOtherContractsAndOfTheRelayItself() {
    Address other = new Address("0x" + "77".repeat(20));
    Address relay = local.deployment().address(ContractName.RELAY);

    assertThatThrownBy(() -> relayer.request(user.address(), other, GAS, "0x"))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("none of the protocol's contracts");
    assertThatThrownBy(() -> relayer.request(user.address(), relay, GAS, "0x"))
        .isInstanceOf(RelayRefusedException.class);
  }

  @Test
  void shouldRefuseMoreGasThanIsPaidFor() {
    ForwardRequest small = request(join());
    ForwardRequest request =
        new ForwardRequest(
            small.from(), small.to(), GAS + 1, small.nonce(), small.deadline(), small.data());

    assertThatThrownBy(() -> relayer.bringIn(request, signed(request)))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("300001")
        .hasMessageContaining("300000");
  }

  @Test
  void shouldTellWhyTheContractWouldRefuseAndPayNothing() {
    ForwardRequest request = request(actors.withdraw(Wei.ofEther("1"), user.address()));
    Wei before = local.chain().balance(relayer.address());

    assertThatThrownBy(() -> relayer.bringIn(request, signed(request)))
        .isInstanceOfSatisfying(
            RevertedException.class, e -> assertThat(e.error()).isNotEqualTo("FailedCall"));
    assertThat(local.chain().balance(relayer.address())).isEqualTo(before);
  }

  @Test
  void shouldSayThatTheRelayerHasNothingLeft() {
    Account poor = TestAccounts.number(ACCOUNTS.incrementAndGet());
    Relayer empty =
        new Relayer(
            local.chain(), local::deployment, new TransactionSender(local.chain(), poor), GAS);
    ForwardRequest request = request(join());

    assertThatThrownBy(() -> empty.bringIn(request, signed(request)))
        .isInstanceOf(RelayEmptyException.class)
        .hasMessageContaining(poor.address().toString());
  }

  private ContractCall join() {
    return actors.join(Set.of(Role.MINER), RECIPIENT);
  }

  private ForwardRequest request(ContractCall call) {
    ForwardRequest request =
        relayer.request(user.address(), call.to().orElseThrow(), GAS, call.data());
    assertThat(request.nonce()).isEqualTo(BigInteger.ZERO);
    return request;
  }

  private String signed(ForwardRequest request) {
    return signature(user, request);
  }

  private static String signature(Account account, ForwardRequest request) {
    Bytes32 hash =
        request.hash(local.deployment().chainId(), local.deployment().address(ContractName.RELAY));
    return HashSignature.sign(account, hash).hex();
  }
}
