package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import assay.chain.local.AnvilProcess;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a deployment on a chain that mines only when there is something to mine. */
@Timeout(120)
class DeploymentWaitIT implements DeploymentWatch {

  private static final Account DEPLOYER = TestAccounts.number(77);
  private static final int FINALITY = 3;

  private final List<DeploymentManifest> created = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final AtomicBoolean isMining = new AtomicBoolean();
  private final TestTime time = new TestTime(count -> mine());
  private AnvilProcess anvil;
  private ChainClient chain;

  @BeforeEach
  void start() {
    anvil = AnvilProcess.instant();
    anvil.fund(DEPLOYER.address(), Wei.ofEther("100"));
    ChainSettings settings =
        new ChainSettings(
            anvil.node(),
            ChainSettings.LOCAL_CHAIN_ID,
            FINALITY,
            new Wei(BigInteger.valueOf(100_000_000_000L)),
            Duration.ofSeconds(1),
            Duration.ofHours(1));
    chain = new ChainClient(settings, NodeLimits.standard(), time);
  }

  @AfterEach
  void stop() {
    chain.close();
    anvil.close();
  }

  @Override
  public void created(DeploymentManifest manifest, Wait wait) {
    created.add(manifest);
    waits.add(wait);
  }

  @Override
  public void waits(Wait wait) {
    waits.add(wait);
  }

  @Test
  void shouldTellForWhichBlockItWaits() {
    isMining.set(true);

    DeploymentManifest manifest = deploy();

    long head = waits.get(0).since();
    assertThat(created).containsExactly(manifest);
    assertThat(waits)
        .startsWith(
            new Wait(head, head, head + FINALITY),
            new Wait(head, head + 1, head + FINALITY),
            new Wait(head, head + 2, head + FINALITY));
    assertThat(chain.head().number()).isEqualTo(head + FINALITY);
  }

  @Test
  void shouldGiveUpOnAChainThatMakesNoBlocks() {
    Throwable failure = catchThrowable(this::deploy);

    assertThat(failure)
        .isInstanceOf(ChainStandsStillException.class)
        .hasMessageContaining("no block after %d for 60 s", waits.get(0).now())
        .hasMessageContaining("block %d is waited for", waits.get(0).until());
    assertThat(time.elapsed())
        .isBetween(DeploymentWait.PATIENCE, DeploymentWait.PATIENCE.plusSeconds(5));
  }

  @Test
  void shouldGoOnWaitingForWhatIsCreated() {
    assertThatThrownBy(this::deploy).isInstanceOf(ChainStandsStillException.class);
    long nonce = chain.nonce(DEPLOYER.address());
    isMining.set(true);

    Deployer.awaitFinal(created.get(0), chain, this);

    assertThat(chain.head().number()).isGreaterThanOrEqualTo(waits.get(0).until());
    assertThat(created.get(0).isFinalOn(chain)).isTrue();
    assertThat(chain.nonce(DEPLOYER.address())).isEqualTo(nonce);
  }

  @Test
  void shouldGiveUpAgainWhileTheChainStandsStill() {
    assertThatThrownBy(this::deploy).isInstanceOf(ChainStandsStillException.class);

    assertThatThrownBy(() -> Deployer.awaitFinal(created.get(0), chain, this))
        .isInstanceOf(ChainStandsStillException.class);
  }

  @Test
  void shouldNotWaitForContractsThatAreGone() {
    assertThatThrownBy(this::deploy).isInstanceOf(ChainStandsStillException.class);
    anvil.replaceCode(created.get(0).deployment().address(ContractName.ANCHOR), "0x");
    isMining.set(true);

    assertThatThrownBy(() -> Deployer.awaitFinal(created.get(0), chain, this))
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining("contract Anchor");
  }

  private DeploymentManifest deploy() {
    return new Deployer(chain, new TransactionSender(chain, DEPLOYER))
        .deploySigned(DeploymentSettings.local(), this);
  }

  private void mine() {
    if (isMining.get()) {
      anvil.mine(1);
    }
  }
}
