package assay.agent.command;

import assay.agent.pool.PoolOperator;
import assay.agent.pool.PoolOperator.Words;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolFee;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes this account a pool, or says something new of it. */
@Command(
    name = "create",
    description = "Join as a pool and publish its signed description; again to change that.")
final class PoolCreateCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Option(
      names = "--name",
      required = true,
      description = "What people call it, at most 60 characters.")
  private String name;

  @Option(
      names = "--fee",
      required = true,
      paramLabel = "BPS",
      converter = FeeConverter.class,
      description = "Its part of what members earn, in basis points (100 are 1 %%).")
  private PoolFee fee;

  @Option(names = "--contact", defaultValue = "", description = "How to reach you.")
  private String contact;

  @Option(names = "--trains", defaultValue = "", description = "Which work the pool takes.")
  private String trains;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      PoolOperator operator = new PoolOperator(open.agent());
      Words words = new Words(name, fee, contact, trains);
      CatchUp.usual().repeat(() -> announce(operator, words));
    }
    return 0;
  }

  private void announce(PoolOperator operator, Words words) {
    try {
      PoolDescription pool = operator.announce(words);
      PoolTable table = new PoolTable(System.out);
      if (json) {
        System.out.println(PoolTable.json(pool));
      } else {
        table.print(pool);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
