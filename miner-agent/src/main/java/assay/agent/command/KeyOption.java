package assay.agent.command;

import assay.chain.Account;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name an account: that of a home, or a keystore of its own. */
final class KeyOption {

  @Mixin private HomeOption home;

  @ArgGroup(exclusive = false)
  private @Nullable Keystore keystore;

  /** A keystore with the file of its password. */
  static final class Keystore {

    @Option(
        names = "--keystore",
        required = true,
        paramLabel = "FILE",
        description = "A keystore (v3) instead of the home's account.")
    private Path file;

    @Option(
        names = "--password",
        required = true,
        paramLabel = "FILE",
        description = "The file with the keystore's password.")
    private Path password;
  }

  Account account() {
    return Optional.ofNullable(keystore)
        .map(chosen -> Account.open(chosen.file, chosen.password))
        .orElseGet(() -> home.home().account());
  }
}
