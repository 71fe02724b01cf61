package assay.agent.command;

import picocli.CommandLine.Command;

/** The miner's commands. */
@Command(
    name = "miner",
    description = "Train for bounties.",
    subcommands = {
      MinerRunCommand.class,
      MinerBountiesCommand.class,
      MinerDevicesCommand.class,
      MinerStatusCommand.class
    })
final class MinerCommand {}
