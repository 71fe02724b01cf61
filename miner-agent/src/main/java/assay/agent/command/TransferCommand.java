package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.Handover;
import assay.chain.Address;
import assay.registry.dataset.DatasetId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a dataset away. */
@Command(name = "transfer", description = "Give a dataset to another account, for good.")
final class TransferCommand implements Callable<Integer> {

  private static final int NOTHING_DONE = 1;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Parameters(index = "1", paramLabel = "TO", description = "The new owner.")
  private Address to;

  @Option(names = "--yes", description = "Do it; without this it only says what would happen.")
  private boolean yes;

  @Option(names = "--force", description = "Even to an account that never joined.")
  private boolean force;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      DatasetId dataset = choice.dataset(agent);
      Handover handover = new Handover(agent, dataset, to);
      handover.require(force);
      System.err.println(words(handover));
      if (!yes) {
        System.err.println("Nothing was sent; add --yes.");
        return NOTHING_DONE;
      }
      System.out.println(handover.carryOut().transaction());
      System.err.println("Dataset " + dataset + " belongs to " + to + ".");
    }
    return 0;
  }

  private static String words(Handover handover) {
    return """
        Dataset %s goes to %s, for good: only the new owner can give it back.
        Every grant on it ends, %d that stand among them: no key is released under them any more. \
        Keys released before are out.
        The new owner gets no key from this: what is sealed stays sealed to him until you give him \
        the plain data or the version's key yourself. You keep your keys and whatever you read.
        The new owner can add a version under a key of his own; 'dataset rotate' needs the old key."""
        .formatted(handover.dataset(), handover.to(), handover.ending().size());
  }
}
