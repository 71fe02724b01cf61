package assay.local.network;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.chain.Account;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.Deployer;
import assay.chain.DeploymentManifest;
import assay.chain.DeploymentSettings;
import assay.chain.TransactionSender;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of a local network and who put them there: an account with a home of its own, which
 * the network's platform and agents trust and nobody else. To be used by one thread at a time.
 */
final class LocalDeployment {

  private static final Wei PURSE = Wei.ofEther("1000");

  private final NetworkFolder folder;
  private final Function<TrustedDeployers, AgentSettings> settings;
  private final SecureRandom random = new SecureRandom();

  private @Nullable TrustedDeployers deployers;

  /**
   * @param settings a home's settings, given whom it trusts
   */
  LocalDeployment(NetworkFolder folder, Function<TrustedDeployers, AgentSettings> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** This network's own deployer and nobody else. */
  TrustedDeployers deployers() {
    TrustedDeployers known = deployers;
    if (known == null) {
      known = new TrustedDeployers(Set.of(deployer().address()));
      deployers = known;
    }
    return known;
  }

  /** Puts the contracts on the chain; those that are there are held against their manifest. */
  void ensureOn(AnvilProcess anvil) {
    try (ChainClient chain = new ChainClient(ChainSettings.local(anvil.node()))) {
      if (Files.exists(folder.deployment())) {
        requireKnown(chain);
      } else {
        Account account = deployer();
        anvil.fund(account.address(), PURSE);
        new Deployer(chain, new TransactionSender(chain, account))
            .deploySigned(DeploymentSettings.local())
            .save(folder.deployment());
      }
    }
  }

  /** Says at once what else every part would say on its own. */
  private void requireKnown(ChainClient chain) {
    DeploymentManifest manifest = DeploymentManifest.load(folder.deployment());
    deployers().require(manifest);
    manifest.requireOn(chain);
  }

  private Account deployer() {
    AgentHome home = new AgentHome(folder.part("homes").resolve("deployer"));
    if (home.isComplete()) {
      return home.account();
    }
    // Its address is known only when its keys are there.
    AgentHome.create(home.folder(), settings.apply(new TrustedDeployers(Set.of())), random);
    Account account = home.account();
    settings.apply(new TrustedDeployers(Set.of(account.address()))).save(home);
    return account;
  }
}
