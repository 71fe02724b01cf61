package assay.agent.command;

import assay.agent.home.AgentHome;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keys before there is anything they could be used with, as a deployer needs them. */
@Command(
    name = "keys",
    description = "Make an agent's keys in its home folder if it has none, and tell its address.")
final class KeysCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    AgentHome made = AgentHome.withKeys(home.home().folder(), new SecureRandom());
    System.out.println(made.account().address());
    System.err.println("Send it ETH before it is to send transactions.");
    return 0;
  }
}
