package assay.agent.command;

import picocli.CommandLine.Command;

/** The commands of federated training. */
@Command(
    name = "federated",
    description = "Check the rounds of federated training.",
    subcommands = FederatedVerifyCommand.class)
final class FederatedCommand {}
