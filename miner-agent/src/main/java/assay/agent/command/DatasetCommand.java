package assay.agent.command;

import assay.agent.owner.DatasetPublisher;
import assay.registry.dataset.DatasetId;
import assay.registry.ledger.Confirmed;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a data owner does. */
@Command(
    name = "dataset",
    description = "Seal, register and share datasets.",
    subcommands = {
      DatasetListCommand.class,
      DatasetShowCommand.class,
      GrantCommand.class,
      RevokeCommand.class,
      RotateCommand.class,
      OpenCommand.class,
      DatasetLogCommand.class,
      RulesCommand.class,
      RequestsCommand.class
    })
final class DatasetCommand {

  /** Seals on this machine; nothing leaves it. */
  @Command(
      name = "seal",
      description = "Seal files into a folder on this machine; nothing leaves it.")
  int seal(
      @Parameters(paramLabel = "PATH", description = "A file, or a folder of files.") Path path,
      @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder.")
          Path out,
      @Mixin DraftOptions draft,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    PhaseBar bar = bar();
    SealedFolder sealed =
        new DatasetSealer(new SecureRandom(), bar).seal(draft.draft(path), out.toAbsolutePath());
    bar.end();
    new SealReport(sealed, System.out).print(json);
    return 0;
  }

  /** Stores and registers what was sealed. */
  @Command(name = "register", description = "Store a sealed folder and register it on the chain.")
  int register(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "DIR", description = "A folder that 'dataset seal' made.") Path path)
      throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      PhaseBar bar = bar();
      Confirmed<DatasetId> registered =
          new DatasetPublisher(open.agent()).register(new SealedFolder(path.toAbsolutePath()), bar);
      bar.end();
      System.out.println(registered.fact());
    }
    return 0;
  }

  private static PhaseBar bar() {
    return new PhaseBar(System.err, Ansi.AUTO.enabled(), System::nanoTime);
  }
}
