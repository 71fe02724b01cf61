package assay.agent.command;

import assay.chain.Account;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that name an account: that of a home, or a keystore of its own. */
final class KeyOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec user;

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
    CommandLine command = user.commandLine();
    if (keystore != null && command.getParseResult().hasMatchedOption("--home")) {
      throw new ParameterException(command, "give --home or --keystore, not both.");
    }
    return Optional.ofNullable(keystore)
        .map(chosen -> Account.open(chosen.file, chosen.password))
        .orElseGet(() -> home.home().account());
  }
}
