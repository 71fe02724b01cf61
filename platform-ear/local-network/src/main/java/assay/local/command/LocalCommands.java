package assay.local.command;

import assay.agent.command.AssayCommand;
import assay.local.operator.PlatformCommand;
import picocli.CommandLine;

/** Adds the local network's commands to the command line. */
public final class LocalCommands implements AssayCommand.Extension {

  @Override
  public void addTo(CommandLine root) {
    root.addSubcommand(new DemoCommand())
        .addSubcommand(new UpCommand())
        .addSubcommand(new PlatformCommand());
  }
}
