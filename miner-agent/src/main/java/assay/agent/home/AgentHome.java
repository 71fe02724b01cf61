package assay.agent.home;

import assay.chain.Account;
import assay.chain.SecretFile;
import assay.registry.seal.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.web3j.crypto.Keys;

/**
 * A folder that belongs to one agent: its account's keystore and password, its age identity, its
 * settings and its journals. Only its owner may read it.
 *
 * @param folder where it is
 */
public record AgentHome(Path folder) {

  private static final int PASSWORD_BYTES = 32;

  /**
   * Makes the folder with new keys and these settings; refuses one that has both already. The
   * keystore comes last, so that a home that was being made when its maker was killed is only taken
   * up again: what it has stays, what it lacks is made.
   */
  public static AgentHome create(Path folder, AgentSettings settings, SecureRandom random) {
    AgentHome home = new AgentHome(folder);
    if (home.isComplete()) {
      throw new HomeException(
          folder, "has keys and settings already; use it as it is, or name another folder.");
    }
    home.makeFolder();
    settings.save(home);
    return withKeys(folder, random);
  }

  /**
   * Makes the folder with new keys and no settings yet, for somebody who has nothing to set: a
   * deployer. Keys that are there stay.
   */
  public static AgentHome withKeys(Path folder, SecureRandom random) {
    AgentHome home = new AgentHome(folder);
    home.makeFolder();
    try {
      if (!home.exists()) {
        home.makeKeys(random);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw home.notSetUp(e);
    }
    return home;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw notSetUp(e);
    }
  }

  private HomeException notSetUp(Exception cause) {
    return new HomeException(folder, "cannot be set up: " + cause.getMessage() + ".", cause);
  }

  private void makeKeys(SecureRandom random) throws IOException, GeneralSecurityException {
    if (!Files.exists(password())) {
      SecretFile.write(password(), randomHex(random));
    }
    if (!Files.exists(identityFile())) {
      AgeIdentity.generate(random).write(identityFile());
    }
    Account.of(Keys.createEcKeyPair(random)).save(keystore(), password());
  }

  /** Whether keys are here. */
  public boolean exists() {
    return Files.exists(keystore());
  }

  /** Whether keys and settings are here. */
  public boolean isComplete() {
    return exists() && Files.exists(settings());
  }

  /** Opens the keystore. */
  public Account account() {
    if (!exists()) {
      throw new HomeException(folder, "has no keys; run 'assay keys --home " + folder + "' first.");
    }
    return Account.open(keystore(), password());
  }

  public AgeIdentity identity() {
    return AgeIdentity.read(identityFile());
  }

  public Path settings() {
    return folder.resolve("agent.properties");
  }

  /** How this rig mines: which bounties it takes, when it rests. */
  public Path minerSettings() {
    return folder.resolve("miner.properties");
  }

  /** What a running miner shows. */
  public Path status() {
    return folder.resolve("status.json");
  }

  /** A mark that is there while the rig is switched to training. */
  public Path trainingMark() {
    return folder.resolve("training.mark");
  }

  /** The folder of the agent's logs. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** How fast this rig trained what it trained before. */
  public Path speeds() {
    return folder.resolve("speeds.json");
  }

  /** What this rig last said of itself in answer to a challenge. */
  public Path benchmark() {
    return folder.resolve("benchmark.json");
  }

  /** The folder of challenges that this account gave to rigs. */
  public Path challenges() {
    return folder.resolve("challenges");
  }

  /** The owner's standing rules, if he has any. */
  public Path approvalRules() {
    return folder.resolve("approval-rules.json");
  }

  /** What the owner's site takes part in. */
  public Path sitePolicy() {
    return folder.resolve("site.properties");
  }

  /** The folder of what the owner decided and his agent has not yet done. */
  public Path decisions() {
    return folder.resolve("decisions");
  }

  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  /** The folder of the account's transaction journals, one for each chain. */
  public Path transactions() {
    return folder.resolve("transactions");
  }

  /** A folder for files on their way, made when first asked for. */
  public Path work() {
    try {
      return Files.createDirectories(folder.resolve("work"));
    } catch (IOException e) {
      throw new HomeException(folder, "has no room for work: " + e.getMessage() + ".", e);
    }
  }

  /** The account's key (Web3 Secret Storage, version 3). */
  public Path keystore() {
    return folder.resolve("account.json");
  }

  /** What the keystore opens with. */
  public Path password() {
    return folder.resolve("account.password");
  }

  private Path identityFile() {
    return folder.resolve("identity.age");
  }

  private static String randomHex(SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
