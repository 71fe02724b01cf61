package assay.agent.command;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.agent.home.KeyBackup;
import assay.registry.seal.PassphraseSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Keys before there is anything they could be used with, as a deployer needs them; and their
 * backup.
 */
@Command(
    name = "keys",
    description =
        "Make an agent's keys in its home folder if it has none, and tell its address; back them up.")
final class KeysCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    AgentHome made = AgentHome.withKeys(home.home().folder(), new SecureRandom());
    System.out.println(made.account().address());
    System.err.println("Send it ETH before it is to send transactions.");
    return 0;
  }

  /** Writes a backup. */
  @Command(
      name = "backup",
      description = "Write every secret of a home into one file under a passphrase.")
  int backup(
      @Mixin HomeOption of,
      @Parameters(paramLabel = "FILE", description = "The new file.") Path file,
      @Option(
              names = "--passphrase",
              required = true,
              paramLabel = "FILE",
              description = "The file that holds the passphrase.")
          Path passphrase) {
    int secrets = new KeyBackup(of.home(), seal(passphrase)).write(file.toAbsolutePath());
    System.out.printf(
        "%s holds %d secrets; keep it, and the passphrase, in different places.%n", file, secrets);
    return 0;
  }

  /** Restores a backup. */
  @Command(name = "restore", description = "Put back the secrets that a home lacks.")
  int restore(
      @Mixin HomeOption of,
      @Parameters(paramLabel = "FILE", description = "What 'keys backup' wrote.") Path file,
      @Option(
              names = "--passphrase",
              required = true,
              paramLabel = "FILE",
              description = "The file that holds the passphrase.")
          Path passphrase) {
    int restored = new KeyBackup(of.home(), seal(passphrase)).restore(file.toAbsolutePath());
    System.out.printf("%d secrets put back into %s.%n", restored, of.home().folder());
    return 0;
  }

  private static PassphraseSeal seal(Path file) {
    try {
      return new PassphraseSeal(Files.readString(file).strip(), new SecureRandom());
    } catch (IOException e) {
      throw new HomeException(file, "cannot be read; name the file with the passphrase.", e);
    } catch (IllegalArgumentException e) {
      throw new HomeException(file, "holds no good passphrase: " + e.getMessage(), e);
    }
  }
}
