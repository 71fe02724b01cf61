package assay.agent.command;

import assay.agent.home.HomeException;
import assay.agent.home.KeyBackup;
import assay.registry.seal.PassphraseSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a home's secrets safe from a lost disk. */
@Command(name = "keys", description = "Back up and restore the secrets of a home.")
final class KeysCommand {

  /** Writes a backup. */
  @Command(
      name = "backup",
      description = "Write every secret of a home into one file under a passphrase.")
  int backup(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "FILE", description = "The new file.") Path file,
      @Option(
              names = "--passphrase",
              required = true,
              paramLabel = "FILE",
              description = "The file that holds the passphrase.")
          Path passphrase) {
    int secrets = new KeyBackup(home.home(), seal(passphrase)).write(file.toAbsolutePath());
    System.out.printf(
        "%s holds %d secrets; keep it, and the passphrase, in different places.%n", file, secrets);
    return 0;
  }

  /** Restores a backup. */
  @Command(name = "restore", description = "Put back the secrets that a home lacks.")
  int restore(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "FILE", description = "What 'keys backup' wrote.") Path file,
      @Option(
              names = "--passphrase",
              required = true,
              paramLabel = "FILE",
              description = "The file that holds the passphrase.")
          Path passphrase) {
    int restored = new KeyBackup(home.home(), seal(passphrase)).restore(file.toAbsolutePath());
    System.out.printf("%d secrets put back into %s.%n", restored, home.home().folder());
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
