package assay.agent.command;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Receipt;
import assay.chain.Wei;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes what an account has in the vault out of it. */
@Command(
    name = "withdraw",
    description = "Take what the account earned, and does not have locked, out of the vault.")
final class MinerWithdrawCommand implements Callable<Integer> {

  private static final int NOTHING_DONE = 1;

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "Who gets it (default: the account itself).")
  private @Nullable Address to;

  @Option(names = "--amount", paramLabel = "ETH", description = "How much (default: all).")
  private @Nullable String amount;

  @Option(names = "--dry-run", description = "Only say what would be sent and what it costs.")
  private boolean isDry;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<Wei> asked = asked();
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      Wei available = agent.actors().available(agent.address());
      Wei taken = asked.orElse(available);
      Address receiver = Optional.ofNullable(to).orElse(agent.address());
      if (taken.equals(Wei.ZERO) || taken.compareTo(available) > 0) {
        System.err.printf(
            "Nothing was sent: %s has %s ETH in the vault that is not locked.%n",
            agent.address(), available.inEther());
        return NOTHING_DONE;
      }
      tell(agent, available, taken, receiver);
    }
    return 0;
  }

  private Optional<Wei> asked() {
    try {
      return Optional.ofNullable(amount).map(Wei::ofEther);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(Agent agent, Wei available, Wei taken, Address receiver) {
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("account", agent.address().toString())
            .put("to", receiver.toString())
            .put("wei", taken.toString())
            .put("leftWei", available.minus(taken).toString());
    String sentence =
        "%s ETH to %s; %s ETH stay in the vault."
            .formatted(taken.inEther(), receiver, available.minus(taken).inEther());
    if (isDry) {
      long gas = agent.sender().gas(agent.actors().withdraw(taken, receiver));
      print(result.put("gas", gas), "Would send " + sentence + " Gas: " + gas + ".");
    } else {
      Receipt receipt = agent.sender().send(agent.actors().withdraw(taken, receiver));
      print(
          result.put("gas", receipt.gasUsed()).put("transaction", receipt.transaction().hex()),
          "Sent " + sentence + " Transaction " + receipt.transaction() + ".");
    }
  }

  private void print(ObjectNode result, String sentence) {
    System.out.println(json ? result : sentence);
  }
}
