package assay.agent.command;

import picocli.CommandLine.Command;

/** The commands of federated training. */
@Command(
    name = "federated",
    description = "Simulate federated training.",
    subcommands = FederatedSimulateCommand.class)
final class FederatedCommand {}
