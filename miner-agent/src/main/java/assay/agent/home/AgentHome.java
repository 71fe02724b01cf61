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
 * settings and its journal. Only its owner may read it.
 *
 * @param folder where it is
 */
public record AgentHome(Path folder) {

  private static final int PASSWORD_BYTES = 32;

  /** Makes the folder with new keys; refuses a folder that has keys already. */
  public static AgentHome create(Path folder, SecureRandom random) {
    AgentHome home = new AgentHome(folder);
    if (home.exists()) {
      throw new HomeException(folder, "has keys already; use it as it is, or name another folder.");
    }
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      SecretFile.write(home.password(), randomHex(random));
      AgeIdentity.generate(random).write(home.identityFile());
      Account.of(Keys.createEcKeyPair(random)).save(home.keystore(), home.password());
    } catch (IOException | GeneralSecurityException e) {
      throw new HomeException(folder, "cannot be set up: " + e.getMessage() + ".", e);
    }
    return home;
  }

  /** Whether keys are here. */
  public boolean exists() {
    return Files.exists(keystore());
  }

  /** Opens the keystore. */
  public Account account() {
    if (!exists()) {
      throw new HomeException(folder, "has no keys; run 'assay init --home " + folder + "' first.");
    }
    return Account.open(keystore(), password());
  }

  public AgeIdentity identity() {
    return AgeIdentity.read(identityFile());
  }

  public Path settings() {
    return folder.resolve("agent.properties");
  }

  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  /** A folder for files on their way, made when first asked for. */
  public Path work() {
    try {
      return Files.createDirectories(folder.resolve("work"));
    } catch (IOException e) {
      throw new HomeException(folder, "has no room for work: " + e.getMessage() + ".", e);
    }
  }

  private Path keystore() {
    return folder.resolve("account.json");
  }

  private Path password() {
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
