package assay.web.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ChainUnreachableException;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.DeploymentFileException;
import assay.chain.LocalChain;
import assay.chain.TestManifests;
import assay.chain.TrustedDeployers;
import assay.chain.UnknownDeploymentException;
import assay.chain.local.AnvilProcess;
import assay.registry.database.TestDatabase;
import assay.registry.index.ChainIndexer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownDeploymentIT {

  private static LocalChain local;

  @TempDir private Path folder;
  private Path file;

  @BeforeAll
  static void deploy() {
    local = LocalChain.start();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void handOutTheManifest() {
    file = folder.resolve("deployment.json");
    local.manifest().save(file);
  }

  @Test
  void shouldKnowWhatATrustedDeployerMade() {
    assertThat(known(trusted()).require()).isEqualTo(local.manifest());
  }

  @Test
  void shouldRefuseAStrangersDeployment() {
    assertThatThrownBy(() -> known(TestManifests.TRUSTED).require())
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining("not among the trusted deployers");
  }

  @Test
  void shouldRefuseAnyDeploymentWhenNobodyIsTrusted() {
    assertThatThrownBy(() -> known(TrustedDeployers.parse("")).require())
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining("ASSAY_DEPLOYERS");
  }

  @Test
  void shouldRefuseAChangedManifest() throws IOException {
    Files.writeString(
        file, Files.readString(file).replace("\"minWindow\" : 3", "\"minWindow\" : 1"));

    assertThatThrownBy(() -> known(trusted()).require())
        .isInstanceOf(DeploymentFileException.class)
        .hasMessageContaining("signature is not by");
  }

  @Test
  void shouldRefuseContractsWithOtherCode() {
    try (LocalChain changed = LocalChain.start()) {
      changed.manifest().save(file);
      Address deployer = changed.manifest().statement().deployer();
      KnownDeployment known =
          new KnownDeployment(file, () -> new TrustedDeployers(Set.of(deployer)), changed.chain());
      changed.node().replaceCode(changed.deployment().address(ContractName.VAULT), "0x6001");

      assertThatThrownBy(known::require)
          .isInstanceOf(UnknownDeploymentException.class)
          .hasMessageContaining("contract Vault at");
    }
  }

  @Test
  void shouldRefuseAnotherChainWithTheSameId() {
    try (LocalChain other = LocalChain.on(AnvilProcess.instant())) {
      KnownDeployment known = new KnownDeployment(file, this::trusted, other.chain());

      assertThatThrownBy(known::require)
          .isInstanceOf(UnknownDeploymentException.class)
          .hasMessageContaining("another chain with the same id");
    }
  }

  @Test
  void shouldWaitForAChainThatIsAway() {
    ChainSettings nobody = ChainSettings.local(URI.create("http://127.0.0.1:1"));
    try (ChainClient dead = new ChainClient(nobody)) {
      KnownDeployment known = new KnownDeployment(file, this::trusted, dead);

      assertThatThrownBy(known::require).isInstanceOf(ChainUnreachableException.class);
    }
  }

  @Test
  void shouldKeepThePlatformFromReadinessUntilItIsKnown() throws IOException {
    TestManifests.of(ChainSettings.LOCAL_CHAIN_ID).save(file);
    KnownDeployment known = known(trusted());
    try (TestDatabase database = TestDatabase.create()) {
      IndexerLoop loop =
          new IndexerLoop(database.database(), () -> indexer(database, known.addresses()), false);

      loop.run();
      String problem = loop.problem().orElse("");
      local.manifest().save(file);
      loop.run();

      assertThat(problem).contains("not among the trusted deployers");
      assertThat(loop.problem()).isEmpty();
    }
  }

  private ChainIndexer indexer(TestDatabase database, Deployment deployment) {
    return new ChainIndexer(database.database(), local.chain(), deployment, List.of());
  }

  private KnownDeployment known(TrustedDeployers trusted) {
    return new KnownDeployment(file, () -> trusted, local.chain());
  }

  private TrustedDeployers trusted() {
    return new TrustedDeployers(Set.of(local.manifest().statement().deployer()));
  }
}
