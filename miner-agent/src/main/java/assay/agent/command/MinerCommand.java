package assay.agent.command;

import picocli.CommandLine.Command;

/** The miner's commands. */
@Command(
    name = "miner",
    description = "Train for bounties.",
    subcommands = {
      MinerRunCommand.class,
      MinerAttestCommand.class,
      MinerBenchmarkCommand.class,
      MinerBountiesCommand.class,
      MinerChallengeCommand.class,
      MinerDevicesCommand.class,
      MinerJobsCommand.class,
      MinerStatusCommand.class,
      MinerWithdrawCommand.class
    })
final class MinerCommand {}
