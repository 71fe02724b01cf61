package assay.agent.command;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.registry.actor.Role;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks for access. */
@Command(name = "ask", description = "Ask a dataset's owner for a grant, and say why.")
final class AskCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Option(
      names = "--purpose",
      defaultValue = "train",
      converter = PurposeConverter.class,
      description = "What for (default: ${DEFAULT-VALUE}).")
  private Purpose purpose;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      description = "What the owner is told.")
  private String because;

  @Option(
      names = "--join",
      description = "Join first, so that a key can be sealed to this account (a transaction).")
  private boolean isToJoin;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      VersionId version = choice.version(agent);
      if (agent.ledger().dataset(version.dataset()).orElseThrow().owner().equals(agent.address())) {
        throw new ParameterException(
            command.commandLine(), "Dataset " + version.dataset() + " is yours.");
      }
      if (isToJoin) {
        new Membership(agent, Role.MINER).advance();
      }
      agent.platform().askAccess(version, purpose, because);
      System.err.println("The owner is asked; 'assay dataset asked' shows what he says.");
      if (agent.actors().recipient(agent.address()).isEmpty()) {
        System.err.println(
            "This account has not joined: no key can be sealed to it before it does; ask with --join.");
      }
    }
    return 0;
  }
}
