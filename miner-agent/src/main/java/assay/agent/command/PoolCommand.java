package assay.agent.command;

import picocli.CommandLine.Command;

/** The commands of pools. */
@Command(
    name = "pool",
    description = "Have a pool of miners, or be in one.",
    subcommands = {
      PoolCreateCommand.class,
      PoolJoinCommand.class,
      PoolLeaveCommand.class,
      PoolShowCommand.class,
      PoolListCommand.class,
      PoolPayCommand.class,
      PoolDispatchCommand.class,
      PoolJobsCommand.class,
      PoolAskCommand.class,
      PoolRunCommand.class
    })
final class PoolCommand {}
