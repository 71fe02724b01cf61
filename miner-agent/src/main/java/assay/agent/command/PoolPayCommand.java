package assay.agent.command;

import assay.agent.Agent;
import assay.agent.joint.JointBook;
import assay.agent.pool.PoolBook;
import assay.agent.pool.PoolPayer;
import assay.agent.pool.PoolRuleException;
import assay.agent.pool.WorkFile;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolFee;
import assay.training.pool.Shares;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pays a pool's members for a job. */
@Command(
    name = "pay",
    description = "Share what a job paid this pool among the members who did it.")
final class PoolPayCommand implements Callable<Integer> {

  private static final int NOTHING_DONE = 1;

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "JOB", description = "The bounty's id or a unique beginning of it.")
  private String prefix;

  @Option(
      names = "--work",
      paramLabel = "FILE",
      description =
          "Who did how much (JSON); not needed once it is decided, nor for what was trained"
              + " together, of which the work is written down.")
  private @Nullable Path work;

  @Option(
      names = "--fee",
      paramLabel = "BPS",
      converter = FeeConverter.class,
      description = "What the pool keeps (default: what it announces).")
  private @Nullable PoolFee fee;

  @Option(names = "--yes", description = "Pay; without this it only says who would get what.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      BountyId bounty =
          new BountyId(KnownIds.bounties(agent.events(), agent.chain()).meant(prefix));
      PoolPayer payer = new PoolPayer(agent);
      Shares shares = shares(agent, payer, bounty);
      Map<Address, Bytes32> sent = yes ? payer.pay(bounty) : Map.of();
      SharesTable table = new SharesTable(bounty, shares, sent);
      System.out.println(json ? table.json() : table.text());
    }
    if (!yes) {
      System.err.println("Nothing was sent; add --yes.");
    }
    return yes ? 0 : NOTHING_DONE;
  }

  private Shares shares(Agent agent, PoolPayer payer, BountyId bounty) {
    Optional<Shares> decided = payer.decided(bounty);
    if (work == null && decided.isPresent()) {
      return decided.get();
    }
    WorkFile file = file(agent, bounty);
    PoolFee taken = Optional.ofNullable(fee).orElseGet(() -> announced(agent));
    PoolPayer.Job job = payer.job(BountyFacts.of(agent.events(), bounty).orElseThrow());
    Shares shares = payer.reckon(job, taken, file);
    if (yes) {
      payer.decide(job, taken, file);
    }
    return shares;
  }

  private WorkFile file(Agent agent, BountyId bounty) {
    return work != null
        ? WorkFile.read(work)
        : new JointBook(agent.journal(), bounty)
            .work()
            .orElseThrow(() -> PoolRuleException.noWork(bounty));
  }

  private static PoolFee announced(Agent agent) {
    return new PoolBook(agent.platform().pools(), agent.pools().registry())
        .description(agent.address())
        .map(PoolDescription::fee)
        .orElseThrow(() -> PoolRuleException.unknown(agent.address()));
  }
}
