package assay.agent.command;

import assay.chain.ChainSettings;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which chain, by whose node, and when it is final. */
final class ChainOption {

  @Option(names = "--chain", required = true, description = "JSON-RPC address of the chain node.")
  private URI node;

  @Option(names = "--chain-id", required = true, description = "The chain it must serve.")
  private long id;

  @Option(
      names = "--finality",
      defaultValue = "12",
      description = "Blocks to finality (default: ${DEFAULT-VALUE}).")
  private int finality;

  URI node() {
    return node;
  }

  long id() {
    return id;
  }

  int finality() {
    return finality;
  }

  ChainSettings settings(CommandSpec command) {
    try {
      return ChainSettings.of(node, id, finality);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
