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
      MinerJobsCommand.class,
      MinerStatusCommand.class,
      MinerWithdrawCommand.class
    })
final class MinerCommand {}
