package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.DatasetPublisher;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      AskCommand.class,
      AskedCommand.class,
      PayCommand.class,
      RulesCommand.class,
      RequestsCommand.class,
      TransferCommand.class
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
    PhaseBar bar = PhaseBar.ofCommand();
    SealedFolder sealed =
        new DatasetSealer(new SecureRandom(), bar)
            .seal(draft.draft(path, bar), out.toAbsolutePath());
    bar.end();
    new SealReport(sealed, System.out).print(json);
    return 0;
  }

  /** Stores and registers what was sealed. */
  @Command(name = "register", description = "Store a sealed folder and register it on the chain.")
  int register(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "DIR", description = "A folder that 'dataset seal' made.") Path path,
      @Option(
              names = "--version-of",
              paramLabel = "ID",
              description = "As one more version of this dataset (default: as a new dataset).")
          @Nullable String dataset)
      throws IOException {
    SealedFolder folder = new SealedFolder(path.toAbsolutePath());
    try (OpenAgent open = new OpenAgent(home)) {
      PhaseBar bar = PhaseBar.ofCommand();
      Object registered = register(open.agent(), folder, dataset, bar);
      bar.end();
      System.out.println(registered);
    }
    return 0;
  }

  private static Object register(
      Agent agent, SealedFolder folder, @Nullable String dataset, PhaseBar bar) throws IOException {
    DatasetPublisher publisher = new DatasetPublisher(agent);
    return dataset == null
        ? publisher.register(folder, bar).fact()
        : publisher.addVersion(DatasetChoice.meant(agent, dataset), folder, bar).fact();
  }
}
