package assay.agent.command;

import picocli.CommandLine.Command;

/** The commands of federated training. */
@Command(
    name = "federated",
    description = "Simulate federated training, check the rounds of a federated job.",
    subcommands = {FederatedSimulateCommand.class, FederatedVerifyCommand.class})
final class FederatedCommand {}
