package assay.agent.command;

import assay.agent.pool.PoolBook;
import assay.agent.pool.PoolRuleException;
import assay.chain.Address;
import assay.training.ledger.PoolFacts;
import assay.training.pool.PoolDescription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a pool with its members' rigs. */
@Command(name = "show", description = "Show a pool, its members and what is in their rigs.")
final class PoolShowCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(
      paramLabel = "POOL",
      arity = "0..1",
      description = "Its operator's address (default: the pool of this account, or its own).")
  private @Nullable Address pool;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenChain open = new OpenChain(home)) {
      Address operator = Optional.ofNullable(pool).orElseGet(() -> own(open));
      PoolDescription description =
          open.pools().description(operator).orElseThrow(() -> PoolRuleException.unknown(operator));
      List<PoolBook.Member> members = open.pools().members(operator, open.events());
      if (json) {
        System.out.println(PoolTable.json(description, members));
      } else {
        new PoolTable(System.out).print(description, members);
      }
    }
    return 0;
  }

  private Address own(OpenChain open) {
    Address account = home.home().account().address();
    return PoolFacts.of(open.events()).pool(account).orElse(account);
  }
}
